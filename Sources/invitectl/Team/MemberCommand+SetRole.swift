import ArgumentParser
import InviteDomain

extension MemberCommand {
    struct SetRole: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Gives a member another role.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        @Option(help: "\(Role.alternatives).")
        var role: Role

        func run() throws {
            let member = try options.store().change(membership.team) { team, _ in
                try team.changeMember(membership.reference, MemberEdit(role: role), by: .operator)
            }
            Terminal.print("\(member.text) is \(role.rawValue) of team \(membership.team)")
        }
    }
}
