import ArgumentParser

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Adds, shows, accepts, changes and removes members of a team.",
        discussion: """
            Somebody who signs up on the page is a pending member and may do nothing yet; 'member list --pending' shows \
            who waits, 'member accept' and 'member decline' decide. They have no user's number until 'member accept \
            --as-user' gives them one; until then they are named by the id of the membership.
            """,
        subcommands: [Add.self, List.self, Accept.self, Decline.self, SetRole.self, Remove.self]
    )
}
