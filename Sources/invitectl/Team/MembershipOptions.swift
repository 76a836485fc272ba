import ArgumentParser
import InviteDomain

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
