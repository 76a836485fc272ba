import ArgumentParser
import InviteDomain

extension MemberCommand {
    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Takes a user out of a team.")

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        func run() throws {
            _ = try options.store().change(membership.team) { team, _ in
                try team.removeMember(.user(membership.user), by: .operator)
            }
            Terminal.print("user \(membership.user) is no longer in team \(membership.team)")
        }
    }
}
