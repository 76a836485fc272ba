import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

/// Whose memberships; any number.
struct MembersOptions: ParsableArguments {
    @Option(parsing: .upToNextOption, help: ArgumentHelp("The user's number; may be repeated.", valueName: "number"))
    var user: [String] = []

    @Option(parsing: .upToNextOption, help: "The same for users who have no number; may be repeated.")
    var subject: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The membership's id, from 'member list'; may be repeated.", valueName: "id"))
    var member: [Int] = []

    func validate() throws { _ = try users() }

    var references: [MemberReference] {
        ((try? users()) ?? []).map { .user($0) } + member.map { .membership(MembershipID($0)) }
    }

    private func users() throws -> [UserID] {
        try user.map { try MemberNames.user(number: $0) } + subject.map { try MemberNames.user(subject: $0) }
    }

    /// One object for one who was named, else a list.
    func print(asJSON members: [Member]) {
        Terminal.print { json in
            if references.count == 1, members.count == 1 { return json.member(members[0]) }
            json.array { for member in members { $0.member(member) } }
        }
    }
}
