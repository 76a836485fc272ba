import InviteDomain
import Storage

/// Follows the ledger of one team, or those of all teams, new ones too.
struct LedgerTails: EventFollower {
    private let team: TeamID?
    private let store: FlatFileStore
    private let notice: (String) -> Void
    private var tails: [TeamID: LedgerTail] = [:]
    /// Those whose ledgers were found to be damaged.
    private var lost: Set<TeamID> = []

    /// A follower that has seen nothing yet.
    ///
    /// - Parameters:
    ///   - team: whose ledger; nil for all.
    ///   - store: where the ledgers are.
    ///   - notice: is told what an operator should know although the following goes on, such as that one of all ledgers
    ///     is damaged.
    init(_ team: TeamID?, in store: FlatFileStore, notice: @escaping (String) -> Void) {
        self.team = team
        self.store = store
        self.notice = notice
    }

    /// The last `count` events that there are, of all teams together.
    mutating func last(_ count: Int) throws -> [RecordedEvent] {
        Array(try collect { if $1 { try $0.skip(toLast: count) } }.suffix(count))
    }

    /// What has come since the last time.
    mutating func next() throws -> [RecordedEvent] {
        try collect { _, _ in }
    }

    /// Reads on in all ledgers.
    ///
    /// - Parameter prepare: gets each reader before it reads, and whether it is new.
    /// - Returns: the events, those of several teams in the order of their times.
    /// - Throws: `StoreError`, but for damage to one of all ledgers.
    private mutating func collect(_ prepare: (inout LedgerTail, _ isNew: Bool) throws -> Void) throws -> [RecordedEvent]
    {
        var entries: [RecordedEvent] = []
        for id in try team.map({ [$0] }) ?? store.teamIDs() where !lost.contains(id) {
            var tail = tails[id] ?? LedgerTail(id, in: store.layout, notice: notice)
            do {
                try prepare(&tail, tails[id] == nil)
                try tail.next { entries.append($0) }
            } catch let error as StoreError where team == nil {
                lost.insert(id)
                notice("team \(id) is not followed any more: \(error)")
            }
            tails[id] = tail
        }
        // Within a team the numbers tell the order, whatever its clock did.
        if team != nil { return entries }
        return entries.sorted { ($0.event.at, $0.team, $0.event.sequence) < ($1.event.at, $1.team, $1.event.sequence) }
    }
}
