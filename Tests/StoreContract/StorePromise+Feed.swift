import InviteDomain
import InviteTestSupport
import Storage
import Testing

/// The feed of all events.
extension StorePromise {
    static let feed = [
        tellsFeedOnce, keepsPlaces, feedOutlivesCompaction, passesUnwanted, knowsItsEnd, refusesForeignCursors,
        letsOneWait,
    ]

    static let tellsFeedOnce = StorePromise("the feed tells each event of all teams once, those of a team in order") {
        let (one, other) = try ($0.open(), $0.open())
        var reader = FeedReader()
        #expect(try reader.read(one).isEmpty)
        try one.teams.populate(.sample(), [(1, .owner), (2, .member)])
        #expect(try reader.read(other) == ["42-1", "42-2", "42-3"])
        #expect(try reader.read(one).isEmpty)
        try other.teams.populate(.sample(7), [(1, .owner)])
        try one.teams.add(3)
        #expect(try Set(reader.read(one)) == ["7-1", "7-2", "42-4"])
        #expect(try reader.read(other).isEmpty)
        #expect(try reader.read($0.open()).isEmpty)
    }

    static let keepsPlaces = StorePromise("an event has its place in the feed for good, whoever reads from where") {
        let (one, other) = try ($0.open(), $0.open())
        var told: [String] = []
        var reader = FeedReader()
        for user in 2...9 {
            let id = TeamID(integerLiteral: 50 - user)
            try one.teams.populate(.sample(id), [(1, .owner)])
            try one.teams.add(UserID(integerLiteral: user), to: 48)
            told += try reader.read(user % 2 == 0 ? one : other)
        }
        #expect(told.count == 24)
        for handle in try [one, other, $0.open()] {
            var again = FeedReader()
            #expect(try again.read(handle) == told)
            #expect(again.cursor == reader.cursor)
            var piecemeal = FeedReader(limit: 1)
            #expect(try piecemeal.read(handle) == told)
        }
    }

    static let feedOutlivesCompaction = StorePromise("the feed misses nothing that is compacted, and tells no snapshot")
    {
        let (one, other) = try ($0.open(), $0.open())
        try fill(one.teams)
        let sequence = try #require(try one.teams.read(42) { $0.sequence })
        let all = (1...sequence).map { "42-\($0)" }
        try one.compact(42, keeping: .usual)
        var reader = FeedReader(limit: 7)
        #expect(try reader.read(other) == all)
        try one.compact(42, keeping: .usual)
        #expect(try reader.read(one).isEmpty)
        try fillMore(one.teams, 5)
        try one.compact(42, keeping: .usual)
        try one.teams.add(6)
        let more = (sequence + 1...sequence + 102).map { "42-\($0)" }
        #expect(try reader.read(other) == more)
        for handle in try [one, other, $0.open()] {
            var again = FeedReader()
            #expect(try again.read(handle) == all + more)
        }
    }

    static let passesUnwanted = StorePromise("events that nobody wants move the cursor, and cost no page") {
        let handle = try $0.open()
        try handle.teams.populate(.sample(7), [(1, .owner), (2, .member)])
        try handle.teams.populate(.sample(), [(1, .owner)])
        _ = try handle.teams.invite()
        var teams = FeedReader(limit: 2, wantsTeam: { $0 == 42 })
        let page = try teams.page(handle)
        #expect(page.events.map(\.team) == [42, 42])
        #expect(page.hasMore)
        let rest = try teams.page(handle)
        #expect(rest.events.map(\.event.sequence) == [3])
        var types = FeedReader(limit: 2, wantsEvent: { $0.change.name == .inviteCreated })
        #expect(try types.read(handle) == ["42-3"])
        #expect(types.cursor == teams.cursor)
        var none = FeedReader(wantsTeam: { _ in false })
        #expect(try none.read(handle).isEmpty)
        #expect(none.cursor == teams.cursor)
    }

    static let knowsItsEnd = StorePromise("the end of the feed is behind all that there is, and before what comes") {
        let handle = try $0.open()
        #expect(try handle.feed.end() == .start)
        try handle.teams.populate(.sample(), [(1, .owner)])
        var reader = FeedReader()
        reader.cursor = try handle.feed.end()
        #expect(try reader.read(handle).isEmpty)
        try handle.teams.add(2)
        #expect(try reader.read($0.open()) == ["42-3"])
    }

    static let refusesForeignCursors = StorePromise(
        "a cursor of another feed is refused, and never taken for one of ours"
    ) {
        let handle = try $0.open()
        let foreign = ["1", "ffffffff", "1.00000000.1", "999999.00000000.1", "20.9f3c2b7a.1", "..", "0.0.0"]
        for round in 1...2 {
            for text in foreign where round == 1 || text != "1" {
                let cursor = try #require(FeedCursor(text))
                #expect(throws: Refusal.cursorUnknown, "\(text)") {
                    try handle.feed.page(FeedQuery(after: cursor, limit: 1))
                }
            }
            if round == 1 { try handle.teams.populate(.sample(), [(1, .owner)]) }
        }
    }

    static let letsOneWait = StorePromise("so many wait for the feed as may, and get what has come meanwhile") {
        let (one, other) = try ($0.open(), $0.open())
        try one.teams.populate(.sample(), [(1, .owner)])
        var reader = FeedReader()
        _ = try reader.read(one)
        var watch = try one.feed.watch(asOneOfFew: true)
        #expect(watch != nil)
        #expect(try other.feed.watch(asOneOfFew: true) == nil)
        #expect(try other.feed.watch(asOneOfFew: false) != nil)
        #expect(try watch?.page(reader.query).events.isEmpty == true)
        try other.teams.add(2)
        try other.teams.populate(.sample(7), [])
        let page = try #require(try watch?.page(reader.query))
        #expect(Set(page.events.map { "\($0.team)-\($0.event.sequence)" }) == ["42-3", "7-1"])
        reader.cursor = page.cursor
        #expect(try watch?.page(reader.query).events.isEmpty == true)
        try other.teams.add(3)
        try other.compact(42, keeping: .usual)
        #expect(try watch?.page(reader.query).events.map(\.event.sequence) == [4])
        watch = nil
        #expect(try other.feed.watch(asOneOfFew: true) != nil)
    }

    private static func fillMore(_ store: any TeamStore, _ user: UserID) throws {
        try store.add(user)
        let id = try #require(try store.read(42) { $0.invites.all.first?.id } ?? nil)
        _ = try store.update(42) { _, _ in
            Decision(by: .user(1), Array(repeating: Change.inviteLinkShown(id), count: 100), result: ())
        }
    }
}

/// Somebody who reads the feed to its end, and keeps the cursor of each page.
private struct FeedReader {
    var cursor = FeedCursor.start
    private let limit: Int
    private let wantsTeam: (TeamID) -> Bool
    private let wantsEvent: (Event) -> Bool

    init(
        limit: Int = 100, wantsTeam: @escaping (TeamID) -> Bool = { _ in true },
        wantsEvent: @escaping (Event) -> Bool = { _ in true }
    ) {
        self.limit = limit
        self.wantsTeam = wantsTeam
        self.wantsEvent = wantsEvent
    }

    var query: FeedQuery { FeedQuery(after: cursor, limit: limit, wantsTeam: wantsTeam, wantsEvent: wantsEvent) }

    mutating func page(_ state: any OpenState) throws -> FeedPage {
        let page = try state.feed.page(query)
        cursor = page.cursor
        return page
    }

    /// The ids of what there is after the cursor.
    mutating func read(_ state: any OpenState) throws -> [String] {
        var ids: [String] = []
        while true {
            let page = try page(state)
            ids += page.events.map { "\($0.team)-\($0.event.sequence)" }
            if !page.hasMore { return ids }
        }
    }
}
