import ArgumentParser
import InviteDomain
import InviteMessages
import StrictJSON

extension InviteCommand {
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revokes invites, at once and for good.",
            discussion: """
                Either those that are named, or none of them if there is one that does not exist, or with --team and --created-by or --created-by-subject all that a user has made in a team: for \
                somebody who has left. Who has joined stays a member; with --decline-pending, who came by them and still \
                waits is taken off the list, also where the invite is revoked already. Again changes nothing.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "Their ids, from 'invite list'.")
        var ids: [InviteID] = []

        @Option(help: "The team's number.")
        var team: TeamID?

        @OptionGroup var creator: PersonOptions<CreatorNames>

        @Flag(help: "Decline everybody too who came by them and still waits.")
        var declinePending = false

        @Flag(help: "Tell what it would be, and change nothing.")
        var dryRun = false

        func validate() throws {
            if ids.isEmpty, team != nil, creator.userID != nil { return }
            guard !ids.isEmpty, team == nil, creator.userID == nil else {
                throw ValidationError(
                    "Name invites by their ids, or by --team and --created-by or --created-by-subject.")
            }
        }

        func run() throws {
            let store = try options.store()
            if let team, let createdBy = creator.userID {
                try revokeAll(of: createdBy, in: team, store)
            } else {
                try revokeNamed(store)
            }
        }

        private var verb: String { dryRun ? "would revoke" : "revoked" }

        private func revokeAll(of creator: UserID, in id: TeamID, _ store: some TeamStore) throws {
            let (count, declined) = try store.change(id, isTrial: dryRun) { team, now in
                let revoked = team.revokeInvites(of: creator, by: .operator)
                if !declinePending { return revoked.map { ($0, 0) } }
                let ids = team.invites.all.filter { $0.createdBy == .user(creator) }.map(\.id)
                return try team.revokeInvites(ids, decliningPendingBy: .operator, at: now).map {
                    (revoked.result, $0.count)
                }
            }
            if options.json { return report(count, declined) }
            let what = "\(counted(count, "invite")) of user \(creator.quoted) in team \(id)"
            Terminal.print("\(verb) \(what)\(text(declined, by: "them"))")
        }

        private func revokeNamed(_ store: some TeamStore) throws {
            try requireAll(store)
            var sum = 0
            for id in ids {
                let declined = try store.change(id.teamID, isTrial: dryRun) { team, now in
                    guard declinePending else {
                        return try team.revokeInvite(id, by: .operator, at: now).map { _ in 0 }
                    }
                    return try team.revokeInvites([id], decliningPendingBy: .operator, at: now).map(\.count)
                }
                sum += declined
                if !options.json { Terminal.print("\(verb) \(id)\(text(declined, by: "it"))") }
            }
            if options.json { report(ids.count, sum) }
        }

        /// Finds all invites before one is changed: of a list with a slip in it nothing is done.
        private func requireAll(_ store: some TeamStore) throws {
            var known: Set<InviteID> = []
            for (team, ids) in Dictionary(grouping: ids, by: \.teamID) {
                known.formUnion(try store.read(team) { team in ids.filter { team.invites[$0] != nil } } ?? [])
            }
            guard let unknown = ids.first(where: { !known.contains($0) }) else { return }
            let advice = "'invitectl invite list' shows a team's"
            throw Objection("there is no invite \(unknown), so nothing was revoked; \(advice)")
        }

        /// What is told of those who waited, if that was asked for.
        private func text(_ declined: Int, by means: String) -> String {
            guard declinePending else { return "" }
            let verb = dryRun ? "decline" : "declined"
            return " and \(verb) \(counted(declined, "pending member")) who came by \(means)"
        }

        private func report(_ count: Int, _ declined: Int) {
            Terminal.print {
                $0.object {
                    $0.member("revoked", count)
                    if declinePending { $0.member("declined", declined) }
                }
            }
        }
    }
}
