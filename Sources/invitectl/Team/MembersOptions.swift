import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

/// Whose memberships; any number.
struct MembersOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: "The user's number; may be repeated.")
    var user: [UserID] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The membership's id, from 'member list'; may be repeated.", valueName: "id"))
    var member: [Int] = []

    var references: [MemberReference] { user.map { .user($0) } + member.map { .membership(MembershipID($0)) } }

    /// One object for one who was named, else a list.
    func print(asJSON members: [Member]) {
        Terminal.print { json in
            if references.count == 1, members.count == 1 { return json.member(members[0]) }
            json.array { for member in members { $0.member(member) } }
        }
    }
}
