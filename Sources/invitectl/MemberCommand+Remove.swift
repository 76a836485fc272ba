import ArgumentParser
import InviteDomain

extension MemberCommand {
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a member out of a team, pending or not.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        func run() throws {
            let member = try options.store().change(membership.team) { team, _ in
                try team.removeMember(membership.reference, by: .operator)
            }
            Terminal.print("\(member.text) is no longer in team \(membership.team)")
        }
    }
}
