import ArgumentParser
import InviteDomain

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

/// Whose membership, and where.
struct MembershipOptions: ParsableArguments {
    @Option(help: "The team's number.")
    var team: TeamID

    @Option(help: "The user's number.")
    var user: UserID?

    @Option(help: ArgumentHelp("The membership's id, from 'member list'; instead of --user.", valueName: "id"))
    var member: Int?

    func validate() throws {
        guard (user == nil) != (member == nil) else {
            throw ValidationError("Name the member by either --user or --member.")
        }
    }

    var reference: MemberReference {
        if let user { return .user(user) }
        guard let member else { preconditionFailure("a membership that was not validated") }
        return .membership(MembershipID(member))
    }
}
