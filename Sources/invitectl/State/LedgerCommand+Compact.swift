import ArgumentParser
import InviteDomain
import Storage
import StrictJSON
import SystemPackage

extension LedgerCommand {
    struct Compact: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Puts a short ledger in the place of a long one.",
            discussion: """
                The new ledger begins with one line that holds the team as it is, without invites that have been dead (revoked, \
                expired or used up) for \(Retention.usual.days) days; their links are then unknown rather than dead. The old one goes to the \
                archive as it is, and 'invitectl ledger show --archive' tells all of it. Readers and writers go on \
                meanwhile. Imported invites stay until they expire, \
                and for good if they were edited or revoked.

                Without a team it compacts all ledgers of 100 lines and more that become at least twice as short by it. Handlers that run by \
                FastCGI do that by themselves for ledgers of more than 10,000 lines of which three quarters are dead.
                """
        )

        @OptionGroup var options: StateOptions

        @Option(help: ArgumentHelp("For how long dead invites are kept.", valueName: "days"))
        var keepDays = Retention.usual.days

        @Argument(help: "The team's number; default: all teams that are worth it.")
        var team: TeamID?

        func validate() throws {
            let days = 0...36_500
            guard days.contains(keepDays) else { throw ValidationError("--keep-days is from \(days.inWords)") }
        }

        func run() throws {
            let storage = try options.storage()
            let retention = Retention(days: keepDays)
            if let team { return try compact(team, in: storage, retention) }
            var failure: StoreError?
            for id in try storage.teams.teamIDs() {
                do {
                    if try storage.isCompactable(id, keeping: retention) { try compact(id, in: storage, retention) }
                } catch let error as StoreError {
                    // One damaged team must not keep all others long.
                    if let failure { Terminal.complain("invitectl: error: \(failure)") }
                    failure = error
                }
            }
            if let failure { throw failure }
        }

        private func compact(_ id: TeamID, in storage: any StorageAdministration, _ retention: Retention) throws {
            guard let report = try storage.compact(id, keeping: retention, by: .operator) else {
                throw Refusal.teamNotFound(team: id)
            }
            if options.json {
                Terminal.print { $0.write(report, of: id) }
            } else {
                Terminal.print("team \(id): \(report.text)")
            }
        }
    }
}

extension CompactionReport {
    fileprivate var text: String {
        if archive == nil, droppedInvites == 0 { return "nothing to compact" }
        let sizes = "from \(ByteCount.text(bytesBefore)) to \(ByteCount.text(bytesAfter))"
        let text = "\(sizes), \(counted(droppedInvites, "dead invite")) left out"
        return text + (archive.map { "; '\($0)' has it as it was" } ?? "")
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ report: CompactionReport, of team: TeamID) {
        object {
            $0.member("teamId", team.number)
            $0.member("bytesBefore", Int(report.bytesBefore))
            $0.member("bytesAfter", Int(report.bytesAfter))
            $0.member("droppedInvites", report.droppedInvites)
            $0.member("archive", report.archive)
        }
    }
}
