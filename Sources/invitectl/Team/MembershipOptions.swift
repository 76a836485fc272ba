import ArgumentParser
import InviteDomain

/// Whose membership, and where.
struct MembershipOptions: ParsableArguments {
    @Option(help: "The team's number.")
    var team: TeamID

    @OptionGroup var person: PersonOptions<MemberNames>

    @Option(help: ArgumentHelp("The membership's id, from 'member list'; instead of the user.", valueName: "id"))
    var member: Int?

    func validate() throws {
        guard (person.userID == nil) != (member == nil) else {
            throw ValidationError("Name the member by one of --user, --subject and --member.")
        }
    }

    var reference: MemberReference {
        if let user = person.userID { return .user(user) }
        guard let member else { preconditionFailure("a membership that was not validated") }
        return .membership(MembershipID(member))
    }
}
