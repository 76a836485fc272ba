import InviteDomain
import Storage

/// A search for the events that somebody wants, along the index, in pieces: as far as that goes, and then farther.
///
/// Calling sequence: `go` once, and again whenever the index has grown, until it is `isOver`.
struct FeedSearch {
    private let query: FeedQuery
    private let history: FeedHistory
    private let index: FeedIndex
    private(set) var events: [TeamEvent] = []
    /// The last event that was passed; nil: none.
    private(set) var position: FeedPosition?
    /// Where in the index to go on.
    private(set) var next: Int64 = 0
    private(set) var isOver = false
    private var isWanted: [TeamID: Bool] = [:]
    private var room = Room()

    /// What a search may still look at, so that it takes a bounded time whatever is wanted.
    private struct Room {
        var entries = 200_000
        var teams = 1_000
        var events = 5_000

        var isEmpty: Bool { entries <= 0 || teams <= 0 || events <= 0 }
    }

    private struct Over: Error {}

    /// Begins at the query's cursor, or throws `cursorUnknown`.
    init(_ query: FeedQuery, in index: FeedIndex) throws {
        self.query = query
        self.index = index
        history = FeedHistory(index.layout)
        position = try FeedPosition(query.after)
    }

    /// True for who begins with the first event.
    var isAtStart: Bool { position == nil }

    func page(hasMore: Bool) -> FeedPage {
        FeedPage(events: events, cursor: position?.cursor ?? .start, hasMore: hasMore)
    }

    /// Searches on to the end of the index, whose entries are all durable.
    mutating func go(_ file: borrowing Ledger) throws {
        do {
            if next == 0 { try begin(file) }
            if isOver { return }
            var offset = next
            _ = try file.lines(from: offset) { chunk, line in
                let start = offset
                offset += Int64(line.count + 1)
                guard let entry = FeedEntry(chunk, in: line) else { throw index.damage(at: start) }
                try pass(entry, at: start, after: entry.first - 1)
                if isOver { throw Over() }
                next = offset
                room.entries -= 1
                if room.isEmpty { throw Over() }
            }
        } catch is Over {
            isOver = true
        } catch let error where !events.isEmpty && (error as? StoreError)?.requiresRestart != true {
            // The next page fails, and this one is none the worse.
            isOver = true
        }
    }

    /// Finds the entry of the cursor, and reads the rest of it.
    private mutating func begin(_ file: borrowing Ledger) throws {
        guard let position else {
            next = Int64(FeedIndex.header.count)
            return
        }
        guard let (entry, end) = try index.entry(at: position, in: file) else { throw Refusal.cursorUnknown }
        try pass(entry, at: position.offset, after: position.sequence)
        next = end
    }

    /// Takes what is wanted of the events of an entry after one of them.
    private mutating func pass(_ entry: FeedEntry, at offset: Int64, after sequence: Int) throws {
        guard entry.last > sequence, try wants(entry.team) else {
            position = FeedPosition(entry, at: offset, through: max(entry.last, sequence))
            return
        }
        let missing = try history.read(entry, after: sequence) { event in
            position = FeedPosition(entry, at: offset, through: event.sequence)
            room.events -= 1
            if query.wantsEvent(event) { events.append(TeamEvent(team: entry.team, event: event)) }
            isOver = events.count == query.limit || room.isEmpty
            return !isOver
        }
        guard let missing else { return }
        let behind = FeedPosition(entry, at: offset, through: entry.last)
        throw Refusal.eventsGone(missing...entry.last, team: entry.team, next: behind.cursor.description)
    }

    private mutating func wants(_ team: TeamID) throws -> Bool {
        if let known = isWanted[team] { return known }
        let answer = try query.wantsTeam(team)
        isWanted[team] = answer
        room.teams -= 1
        return answer
    }
}
