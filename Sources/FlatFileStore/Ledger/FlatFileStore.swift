import EventJSON
import InviteDomain
import PrivateFiles
import SystemPackage

/// Keeps each team as a ledger in a file of its own (`TeamStore` says what is promised).
///
/// An update: hold the team's lock; read the lines that others have added; decide; append; let go of the lock; sync;
/// return. The sync comes after the lock, so that those of several processes overlap; it covers the lines of others
/// too, and comes even when there was nothing to append, because what was seen may not be durable yet. A new ledger is
/// written aside and renamed into place, so a ledger that exists is never empty; the first update sees to it that the name
/// lasts (`LedgerName`).
///
/// Reading takes no lock: lines are appended whole, and a part of one at the end is not a line yet.
final class FlatFileStore: TeamStore {
    let layout: StateLayout
    let clock: () -> Timestamp
    let patience: Duration
    let notice: (String) -> Void
    private var cache: TeamCache
    private var isUpdating = false
    /// Teams whose ledgers became long and mostly dead by what was written here.
    private var overdue: Set<TeamID> = []

    /// A store in a folder that `StateFolder.open` has accepted.
    ///
    /// - Parameters:
    ///   - layout: where the folder is.
    ///   - clock: tells the time of events.
    ///   - patience: how long to wait for a team's lock.
    ///   - capacity: members (each for two) and invites to keep in memory.
    ///   - notice: is told what an operator should know although nothing failed.
    init(
        _ layout: StateLayout, clock: @escaping () -> Timestamp = Timestamp.now, patience: Duration = .seconds(2),
        capacity: Int = 150_000, notice: @escaping (String) -> Void = { _ in }
    ) {
        self.layout = layout
        self.clock = clock
        self.patience = patience
        self.notice = notice
        cache = TeamCache(capacity: capacity)
    }

    func teamIDs() throws -> [TeamID] {
        let names: [String]
        do {
            names = try layout.teams.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", layout.teams, error)
        }
        return names.filter { $0.hasSuffix(".jsonl") }.compactMap { TeamID($0.dropLast(6)) }.sorted()
    }

    func create(_ profile: TeamProfile, with changes: [Change], by author: Author) throws -> Bool {
        try exclusively {
            let id = profile.id
            let lock = try LockFile.acquire(layout.lock(of: id), creating: true, patience: patience)
            if try Ledger.open(layout.ledger(of: id), forWriting: false) != nil { return false }
            let (_, events) = try Team.begin([.teamCreated(profile)] + changes, by: author, at: clock())
            try AtomicFile.write(
                events.flatMap(LedgerLine.encode), to: layout.ledger(of: id), permissions: LedgerName.permissions)
            lock?.release()
            return true
        }
    }

    func read<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result? {
        try folded(id) { try body($0.team) }
    }

    /// Shows a team, and how its ledger stands; nil when there is none.
    func folded<Result>(_ id: TeamID, _ body: (FoldedTeam) throws -> Result) throws -> Result? {
        guard let ledger = try Ledger.open(layout.ledger(of: id), forWriting: false) else { return nil }
        let folded = try ledger.fold(from: cache.take(id))
        cache.put(folded)
        return try body(folded)
    }

    /// The teams to compact, which are forgotten by this.
    func takeOverdue() -> Set<TeamID> {
        defer { overdue = [] }
        return overdue
    }

    func update<Result>(
        _ id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result? {
        try exclusively {
            // A long ledger that nothing is known of is folded while nobody waits.
            if !cache.holds(id), isLong(id) { try folded(id) { _ in } }
            guard let lock = try lock(of: id) else { return nil }
            guard var ledger = try Ledger.open(layout.ledger(of: id), forWriting: true) else { return nil }
            let result = try record(in: &ledger, of: id, decide)
            lock.release()
            try ledger.sync()
            return result
        }
    }

    /// True for a ledger that takes more than a millisecond to fold; what cannot be looked at is told of by who opens it.
    private func isLong(_ id: TeamID) -> Bool {
        let facts = try? Stat(layout.ledger(of: id), followTargetSymlink: false)
        return facts.map { $0.size > 1 << 18 } ?? false
    }

    /// The part of an update that happens under the lock.
    private func record<Result>(
        in ledger: inout Ledger, of id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result {
        var folded = try ledger.fold(from: cache.take(id))
        // What could not be written must not be remembered.
        var isWritten = true
        defer { if isWritten { cache.put(folded) } }
        let torn = try ledger.cutTail(after: folded.offset)
        if torn > 0 { notice("cut \(torn) bytes of a torn line off ledger '\(layout.ledger(of: id))'") }
        let now = clock()
        folded.team.prepare(at: now)
        let decision = try decide(folded.team, now)
        guard !decision.changes.isEmpty else { return decision.result }
        let before = folded.team.sequence
        isWritten = false
        let events: [Event]
        do {
            events = try folded.team.record(decision.changes, by: decision.author, at: now)
        } catch {
            preconditionFailure("a decision on team \(id) does not fit its history: \(error)")
        }
        let lines = events.flatMap(LedgerLine.encode)
        try ledger.append(lines)
        isWritten = true
        folded.offset += Int64(lines.count)
        if folded.isOverdue(since: before, at: now) { overdue.insert(id) }
        return decision.result
    }

    /// The lock of a team that exists; a lock file that went missing is made anew.
    private func lock(of id: TeamID) throws -> LockFile? {
        let path = layout.lock(of: id)
        if let lock = try LockFile.acquire(path, creating: false, patience: patience) { return lock }
        guard try Ledger.open(layout.ledger(of: id), forWriting: false) != nil else { return nil }
        return try LockFile.acquire(path, creating: true, patience: patience)
    }

    private func exclusively<Result>(_ body: () throws -> Result) rethrows -> Result {
        precondition(!isUpdating, "an update of the store inside another would wait for itself for ever")
        isUpdating = true
        defer { isUpdating = false }
        return try body()
    }
}
