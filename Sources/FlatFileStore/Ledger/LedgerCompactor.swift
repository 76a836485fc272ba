import ByteText
import EventJSON
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// Puts a short ledger in the place of a long one: a snapshot of the team, and what came after it.
///
/// Nobody waits for the size of a team. The snapshot is written and synced aside while others go on writing; then, under
/// the team's lock, the lines that came meanwhile are copied behind it, the old file gets a second name in the archive,
/// and the new one takes its place. Before each step the one before is on stable storage, the old file's last lines
/// included, which another process may have written and not synced yet: so a power cut finds the old ledger or the new
/// one, and whatever was acknowledged is in both.
///
/// A death leaves the old ledger or the new one, perhaps a draft, which the next compaction removes, and perhaps the old
/// ledger under an archive's name although it is still in use, which the next compaction of the team puts right.
/// Readers and writers find another file under the ledger's name and fold it from its beginning.
struct LedgerCompactor {
    let layout: StateLayout
    let clock: () -> Timestamp
    let patience: Duration
    let notice: (String) -> Void

    /// In front of the names of drafts.
    private static let mark = ".new.compact."

    private enum Attempt {
        case done(CompactionReport?)
        /// What came meanwhile does not fit the snapshot, or somebody else has replaced the ledger.
        case overtaken
    }

    /// Compacts the ledger of a team; nil when there is none.
    ///
    /// One compaction of a state runs at a time.
    ///
    /// - Throws: `StoreError`: of kind `busy` when another one is running or the team's lock is not free in time, of kind
    ///   `uncertain` when a sync failed.
    func compact(_ id: TeamID, keeping retention: Retention, by author: Author) throws -> CompactionReport? {
        let lock = try LockFile.acquire(layout.compactionLock, creating: true, patience: patience)
        try FileBatch.sweep(layout.teams, mark: Self.mark)
        let report = try attempts(id, retention, author)
        lock?.release()
        return report
    }

    private func attempts(_ id: TeamID, _ retention: Retention, _ author: Author) throws -> CompactionReport? {
        for _ in 1...3 {
            if case .done(let report) = try attempt(id, retention, author) { return report }
        }
        throw StoreError(.busy, "team \(id) changed again and again while it was compacted; try again")
    }

    private func attempt(_ id: TeamID, _ retention: Retention, _ author: Author) throws -> Attempt {
        guard let ledger = try Ledger.open(layout.ledger(of: id), forWriting: false) else { return .done(nil) }
        let unchanged = Attempt.done(CompactionReport(bytesBefore: ledger.size, bytesAfter: ledger.size))
        let folded = try ledger.fold(from: nil)
        let now = clock()
        let snapshot = folded.team.snapshot(keeping: retention, at: now)
        let dropped = folded.team.invites.count - snapshot.invites.count
        let hasHistory = folded.team.sequence > folded.first
        if !hasHistory, dropped == 0 { return unchanged }
        let event = Event(sequence: folded.team.sequence, at: now, by: author, change: .teamSnapshot(snapshot))
        let draft = layout.teams.appending("\(Self.mark)\(UInt64.random(in: 0 ... .max))")
        let line = LedgerLine.encode(event)
        if line.count >= ledger.size { return unchanged }
        guard (try? LedgerLine.decode(line, in: 0..<line.count - 1)) == event else {
            throw StoreError(
                .corrupt, "a snapshot of team \(id) does not read back as it was written; the ledger stays")
        }
        try AtomicFile.writeTemporary(line, draft, LedgerName.permissions, isSynced: true)
        do {
            guard let (tail, archive) = try replace(id, folded, by: draft, beginningWith: event, archiving: hasHistory)
            else {
                try? draft.remove()
                return .overtaken
            }
            let size = Int64(line.count + tail)
            return .done(
                CompactionReport(
                    bytesBefore: ledger.size, bytesAfter: size, droppedInvites: dropped, archive: archive?.string))
        } catch {
            try? draft.remove()
            throw error
        }
    }

    /// The part that happens under the team's lock.
    ///
    /// - Returns: how many bytes were copied and the archived file; nil when the draft does not fit any more.
    private func replace(
        _ id: TeamID, _ folded: FoldedTeam, by draft: FilePath, beginningWith event: Event, archiving: Bool
    ) throws -> (tail: Int, archive: FilePath?)? {
        let path = layout.ledger(of: id)
        let lock = try LockFile.acquire(layout.lock(of: id), creating: true, patience: patience)
        guard var ledger = try Ledger.open(path, forWriting: true), ledger.identity == folded.identity,
            ledger.size >= folded.offset,
            let (team, tail, end) = try rest(of: ledger, from: folded.offset, after: event)
        else { return nil }
        let torn = try ledger.cutTail(after: end)
        if torn > 0 { notice("cut \(torn) bytes of a torn line off ledger '\(path)'") }
        if !tail.isEmpty { try AtomicFile.append(tail, to: draft) }
        try ledger.sync()
        var archived: FilePath?
        if archiving || !tail.isEmpty {
            archived = try LedgerArchive(id, in: layout).add(ledger, at: path, endingWith: team.sequence)
        }
        do {
            try draft.rename(to: path)
        } catch {
            throw StoreError(.unavailable, "rename to", path, error)
        }
        try AtomicFile.syncDirectory(layout.teams)
        lock?.release()
        return (tail.count, archived)
    }

    /// The lines that came after a snapshot was taken, and the team as it is with them; nil when they do not fit it, as
    /// when a dead invite that it leaves out was given a new life.
    private func rest(
        of ledger: borrowing Ledger, from offset: Int64, after event: Event
    ) throws -> (team: Team, lines: [UInt8], end: Int64)? {
        do {
            var team = try Team(event)
            var lines: [UInt8] = []
            let end = try ledger.lines(from: offset) { chunk, line in
                try team.apply(LedgerLine.decode(chunk, in: line))
                lines += chunk[line] + [.lineFeed]
            }
            return (team, lines, end)
        } catch let error as StoreError {
            throw error
        } catch {
            return nil
        }
    }
}
