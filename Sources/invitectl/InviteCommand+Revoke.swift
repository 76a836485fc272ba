import ArgumentParser
import InviteDomain

extension InviteCommand {
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes invites, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "Their ids, from 'invite list'.")
        var ids: [InviteID]

        func run() throws {
            let store = try options.store()
            for id in ids {
                _ = try store.change(id.teamID) { team, now in try team.revokeInvite(id, by: .operator, at: now) }
                Terminal.print("revoked \(id)")
            }
        }
    }
}
