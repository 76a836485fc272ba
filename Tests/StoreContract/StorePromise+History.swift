import InviteDomain
import InviteTestSupport
import Testing

/// The events themselves, and what a compaction leaves of them.
extension StorePromise {
    static let history = [tellsAll, tellsOnce, staysSame, followsCompaction]

    static let tellsAll = StorePromise("a history tells who did what and when, as it was decided") { state in
        let store = try state.open().teams
        _ = try store.create(.sample(), by: .service)
        let changes: [Change] = [.memberAdded(.sample(1, .owner)), .inviteCreated(.sample(5, maxUses: 3))]
        state.clock.now = noon.adding(seconds: 7)
        _ = try store.update(42) { _, _ in Decision(by: .user(5), changes, result: ()) }
        let events = try state.open().follow(42)()
        #expect(events.map(\.sequence) == [1, 2, 3])
        #expect(events.map(\.change) == [.teamCreated(.sample())] + changes)
        #expect(events.map(\.by) == [.service, .user(5), .user(5)])
        #expect(events.map(\.at) == [noon, noon.adding(seconds: 7), noon.adding(seconds: 7)])
    }

    static let tellsOnce = StorePromise("who follows a team gets each event once, in its order") { state in
        let (one, other) = try (state.open(), state.open())
        let next = other.follow(42)
        #expect(try next().isEmpty)
        try one.teams.populate(.sample(), [(1, .owner)])
        #expect(try next().map(\.sequence) == [1, 2])
        #expect(try next().isEmpty)
        for (user, handle) in [(2, one), (3, other)] as [(UserID, any OpenState)] { try handle.teams.add(user) }
        #expect(try next().map(\.sequence) == [3, 4])
        #expect(try other.follow(42)().map(\.sequence) == [1, 2, 3, 4])
    }

    /// Makes much that nobody asks for again, and an invite of a request that may come again.
    static func fill(_ store: any TeamStore, _ key: IdempotencyKey? = nil) throws {
        try store.populate(.sample(), [(1, .owner), (2, .member)], pending: [(3, .member)])
        let id = try store.invite(random: 1, maxUses: 2, key: key)
        _ = try store.join(99, by: id)
        _ = try store.update(42) { team, _ in try team.removeMember(.user(2), by: .operator) }
        _ = try store.update(42) { team, _ in try team.removeMember(.user(3), keepingOut: true, by: .operator) }
        _ = try store.update(42) { _, _ in
            Decision(by: .user(1), Array(repeating: Change.inviteLinkShown(id), count: 100), result: ())
        }
    }

    static let staysSame = StorePromise("a compacted team is the same team, and goes on as it would have") { state in
        let (one, other) = try (state.open(), state.open())
        let key = IdempotencyKey("key", body: [1], of: 1)
        try fill(one.teams, key)
        let all = Retention(days: 10_000)
        let before = try other.teams.read(42) { $0.snapshot(keeping: all, at: noon) }
        let sequence = try #require(try other.teams.read(42) { $0.sequence })
        for _ in 1...2 { try one.compact(42, keeping: all) }
        for handle in try [one, other, state.open()] {
            #expect(try handle.teams.read(42) { $0.snapshot(keeping: all, at: noon) } == before)
            #expect(try handle.teams.read(42) { $0.sequence } == sequence)
            #expect(try handle.teams.invite(random: 2, key: key).random == 1)
        }
        try other.teams.add(5)
        try one.teams.add(6)
        for handle in [one, other] {
            let last = try handle.teams.read(42) { $0.members.suffix(2).map(\.id.number) }
            #expect(last == [sequence + 1, sequence + 2])
        }
    }

    static let followsCompaction = StorePromise("who follows a team misses nothing that is compacted") { state in
        let (one, other) = try (state.open(), state.open())
        let next = other.follow(42)
        try fill(one.teams)
        let sequence = try #require(try one.teams.read(42) { $0.sequence })
        #expect(try next().map(\.sequence) == Array(1...sequence))
        try one.teams.add(5)
        try one.compact(42, keeping: .usual)
        try one.teams.add(6)
        #expect(try next().map(\.sequence) == [sequence + 1, sequence + 2])
        try one.compact(42, keeping: .usual)
        #expect(try next().isEmpty)
        #expect(try state.open().follow(42)().map(\.sequence) == Array(1...sequence + 2))
    }
}
