import InviteDomain
import Storage

extension FlatFileStore {
    /// Compacts the ledger of a team, whatever it saves; nil when there is none (see `LedgerCompactor`).
    func compact(_ id: TeamID, keeping retention: Retention, by author: Author) throws -> CompactionReport? {
        try compactor(patience).compact(id, keeping: retention, by: author)
    }

    /// True for a team whose ledger would become at least twice as short.
    func isCompactable(_ id: TeamID, keeping retention: Retention) throws -> Bool {
        try folded(id) { $0.isDead(atLeast: 2, keeping: retention, at: clock()) } ?? false
    }

    private func compactor(_ patience: Duration) -> LedgerCompactor {
        LedgerCompactor(layout: layout, clock: clock, patience: patience, notice: notice)
    }

    /// Compacts the ledgers that became long and mostly dead by what this process wrote since the last call.
    ///
    /// For a moment when nobody waits. What fails is told as a notice and tried again later, when more was written.
    ///
    /// - Throws: a `StoreError` that requires a restart, and no other.
    func tidy() throws {
        for id in takeOverdue() {
            do {
                let report = try compactor(.milliseconds(100)).compact(id, keeping: .usual, by: .service)
                guard let report, report.archive != nil else { continue }
                let sizes = "from \(report.bytesBefore) to \(report.bytesAfter) bytes"
                notice("compacted ledger '\(layout.ledger(of: id))' \(sizes); the archive has it as it was")
            } catch let error as StoreError where !error.requiresRestart {
                notice("ledger '\(layout.ledger(of: id))' is not compacted now: \(error)")
            }
        }
    }
}

extension FoldedTeam {
    /// Shorter ledgers are never compacted unasked.
    private static let longest = 10_000

    /// True for a ledger that has become long and for the most part dead.
    ///
    /// Asked after every update, with the number of the last event before it, it looks closely only once in a thousand.
    func isOverdue(since before: Int, at now: Timestamp) -> Bool {
        guard team.sequence - first >= Self.longest, before / 1000 < team.sequence / 1000 else { return false }
        return isDead(atLeast: 4, keeping: .usual, at: now)
    }

    /// True if the ledger has `factor` times as many lines as there are things to keep.
    func isDead(atLeast factor: Int, keeping retention: Retention, at now: Timestamp) -> Bool {
        let lines = team.sequence - first + 1
        return lines >= 100 && team.weight(keeping: retention, at: now) * factor <= lines
    }
}
