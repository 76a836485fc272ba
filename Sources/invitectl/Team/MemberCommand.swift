import ArgumentParser

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Adds, shows, accepts, changes and removes members of a team.",
        discussion: """
            Somebody who signs up on the page is a pending member and may do nothing yet; 'member list --pending' shows \
            who waits, 'member accept' and 'member decline' decide. Who they are in the host application is not known until \
            'member accept --as-user' or '--as-subject' says so; until then they are named by the id of the membership. No \
            link of the team lets in whom 'decline --keep-out' or 'remove --keep-out' names, until somebody adds or \
            readmits them.
            """,
        subcommands: [Add.self, List.self, Accept.self, Decline.self, SetRole.self, Remove.self, Readmit.self]
    )
}
