import InviteDomain
import InviteTestSupport
import Testing

/// The moments of events, and what lasts for some time.
extension StorePromise {
    static let time = [hasOneMoment, followsClock, findsMarkedRequest]

    static let hasOneMoment = StorePromise("the changes of one update have one moment, the one it was told") { state in
        let store = try state.open().teams
        try store.populate(.sample(), [])
        state.clock.step = 1
        let told = try store.update(42) { _, now in
            let users = 1...5
            let changes = users.map { Change.memberAdded(.sample(UserID(integerLiteral: $0), .member)) }
            return Decision(by: .operator, changes, result: now)
        }
        for store in try [store, state.open().teams] {
            #expect(try store.read(42) { $0.members.map(\.joinedAt) } == Array(repeating: told, count: 5))
        }
    }

    static let followsClock = StorePromise("a moment is the clock's, also when that was set back") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [])
        let moments = [3600, -3600, 0, 1].map { noon.adding(seconds: $0) }
        for (number, moment) in moments.enumerated() {
            state.clock.now = moment
            try (number % 2 == 0 ? one : other).add(UserID(integerLiteral: number + 1))
        }
        for store in try [one, other, state.open().teams] {
            #expect(try store.read(42) { $0.members.map(\.joinedAt) } == moments)
            #expect(try store.read(42) { $0.members.map(\.id.number) } == [2, 3, 4, 5])
        }
    }

    static let findsMarkedRequest = StorePromise("a request sent again within a day finds its invite") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        let key = IdempotencyKey("key", body: [1], of: 1)
        let id = try one.invite(random: 1, key: key)
        state.clock.now = noon.adding(seconds: 86_399)
        for store in try [one, other, state.open().teams] {
            #expect(try store.invite(random: 2, key: key) == id)
            #expect(throws: Refusal.idempotencyKeyReused) {
                try store.invite(random: 2, key: IdempotencyKey("key", body: [2], of: 1))
            }
        }
        #expect(try other.read(42) { $0.invites.count } == 1)
        state.clock.now = noon.adding(days: 1)
        #expect(try state.open().teams.invite(random: 3, key: key) != id)
    }
}
