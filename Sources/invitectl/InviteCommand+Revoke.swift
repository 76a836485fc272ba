import ArgumentParser
import InviteDomain
import StrictJSON

extension InviteCommand {
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revokes invites, at once and for good.",
            discussion: """
                Either those that are named, or with --team and --created-by all that a user has made in a team: for \
                somebody who has left. Who has joined stays a member.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "Their ids, from 'invite list'.")
        var ids: [InviteID] = []

        @Option(help: "The team's number.")
        var team: TeamID?

        @Option(help: "Whose invites.")
        var createdBy: UserID?

        func validate() throws {
            if ids.isEmpty, team != nil, createdBy != nil { return }
            guard !ids.isEmpty, team == nil, createdBy == nil else {
                throw ValidationError("Name invites by their ids, or by both --team and --created-by.")
            }
        }

        func run() throws {
            if let team, let createdBy {
                try revokeAll(of: createdBy, in: team)
            } else {
                try revokeNamed()
            }
        }

        private func revokeAll(of creator: UserID, in team: TeamID) throws {
            let count = try options.store().change(team) { team, _ in team.revokeInvites(of: creator, by: .operator) }
            if options.json {
                report(count)
            } else {
                Terminal.print("revoked \(count) invites of user \(creator) in team \(team)")
            }
        }

        private func revokeNamed() throws {
            let store = try options.store()
            for id in ids {
                _ = try store.change(id.teamID) { team, now in try team.revokeInvite(id, by: .operator, at: now) }
                if !options.json { Terminal.print("revoked \(id)") }
            }
            if options.json { report(ids.count) }
        }

        private func report(_ count: Int) {
            Terminal.print { $0.object { $0.member("revoked", count) } }
        }
    }
}
