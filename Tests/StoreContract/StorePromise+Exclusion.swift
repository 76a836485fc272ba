import InviteDomain
import InviteTestSupport
import Testing

/// Several processes, and failures.
extension StorePromise {
    static let exclusion = [excludesOthers, leavesOthersAlone, showsNothingUndecided, isFreeAfterFailure]

    static let excludesOthers = StorePromise("while one decides on a team, nobody else is asked about it") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        var wasAsked = false
        _ = try one.update(42) { team, now in
            let error = #expect(throws: StoreError.self) {
                try other.update(42) { _, _ in
                    wasAsked = true
                    return Decision(by: .operator, [.memberAdded(.sample(3, .member))], result: ())
                }
            }
            #expect(error?.kind == .busy)
            return try team.addMember(.sample(2, .member), by: .operator, at: now)
        }
        #expect(!wasAsked)
        let seen = try other.update(42) { team, _ in Decision(by: .operator, [], result: team.members.map(\.userID)) }
        #expect(seen == [1, 2])
    }

    static let leavesOthersAlone = StorePromise("while one decides on a team, other teams go on") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        try one.populate(.sample(7), [(1, .owner)])
        _ = try one.update(42) { team, now in
            try other.add(2, to: 7)
            #expect(try other.create(.sample(8), by: .operator))
            return try team.addMember(.sample(3, .member), by: .operator, at: now)
        }
        for store in [one, other] {
            #expect(try store.read(7) { $0.members.map(\.userID) } == [1, 2])
            #expect(try store.read(42) { $0.members.map(\.userID) } == [1, 3])
        }
    }

    static let showsNothingUndecided = StorePromise("reading waits for nobody, and shows what was decided") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        _ = try one.update(42) { team, now in
            let decision = try team.addMember(.sample(2, .member), by: .operator, at: now)
            #expect(try other.read(42) { $0.members.count } == 1)
            #expect(try other.teamIDs() == [42])
            return decision
        }
        #expect(try other.read(42) { $0.members.count } == 2)
    }

    static let isFreeAfterFailure = StorePromise("a team is free again after a decision that threw") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        #expect(throws: Refusal.lastOwner(team: 42)) {
            try one.update(42) { team, _ in try team.removeMember(.user(1), by: .operator) }
        }
        try other.add(2)
        try one.add(3)
        #expect(try other.read(42) { $0.members.map(\.userID) } == [1, 2, 3])
    }

    /// For a process of its own.
    package static let forgetsFailedWrites = StorePromise(
        "of a write that fails, a first part may be there, the same for all, and nothing else is remembered"
    ) { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        let users = 10...13
        let changes = users.map { Change.memberAdded(.sample(UserID(integerLiteral: $0), .member)) }
        try state.withoutRoom {
            #expect(throws: StoreError.self) {
                try one.update(42) { _, _ in Decision(by: .operator, changes, result: ()) }
            }
        }
        let there = try other.read(42) { $0.members.map(\.id.number) } ?? []
        #expect(there.count < 1 + changes.count)
        #expect(there == Array(2..<2 + there.count))
        #expect(try one.read(42) { $0.members.map(\.id.number) } == there)
        try one.add(99)
        #expect(try other.read(42) { $0.members.map(\.id.number) } == there + [2 + there.count])
    }

    /// Updates inside an update: the process must not survive that.
    package static func enterTwice(_ state: any StateUnderTest) throws {
        let store = try state.open().teams
        try store.populate(.sample(), [(1, .owner)])
        try store.populate(.sample(7), [])
        _ = try store.update(42) { _, _ in
            try store.add(2, to: 7)
            return Decision(by: .operator, [], result: ())
        }
    }
}
