import InviteDomain
import InviteTestSupport
import Testing

/// Creating, reading, and what an update records.
extension StorePromise {
    static let teams = [
        isMadeOnce, areListedInOrder, isMissing, isSeenByAll, hasNoGaps, keepsOrder, recordsNothing,
        forgetsWhatIsThrown, decidesOnLatest,
    ]

    static let isMadeOnce = StorePromise("a team is made once, and found by its number") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        #expect(try one.create(.sample(), by: .user(5)))
        let second = TeamProfile(id: 42, name: "Other", slug: "other", parentID: nil, isOrganization: true)
        for store in [one, other] {
            #expect(try !store.create(second, by: .operator))
            #expect(try store.read(42) { $0.profile } == .sample())
            #expect(try store.read(42) { $0.createdAt } == noon)
            #expect(try store.read(42) { $0.sequence } == 1)
        }
    }

    static let areListedInOrder = StorePromise("teams are listed by number, whoever made them") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        #expect(try one.teamIDs().isEmpty)
        for id in [100, 9] as [TeamID] { _ = try one.create(.sample(id), by: .operator) }
        _ = try other.create(.sample(42), by: .operator)
        for store in [one, other] { #expect(try store.teamIDs() == [9, 42, 100]) }
    }

    static let isMissing = StorePromise("a team that was never made is nil, and asking makes nothing") { state in
        let store = try state.open().teams
        #expect(try store.read(9) { $0.id } == nil)
        let result = try store.update(9) { team, now in try team.addMember(.sample(1, .owner), by: .operator, at: now) }
        #expect(result == nil)
        #expect(try store.teamIDs().isEmpty)
        #expect(try store.create(.sample(9), by: .operator))
    }

    static let isSeenByAll = StorePromise("what was acknowledged is seen by every handle, again and again") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner), (2, .member)])
        #expect(try other.read(42) { $0.acceptedRole(of: 2) } == .member)
        for (writer, role) in [(one, Role.admin), (other, .owner), (one, .member)] {
            let count = try writer.update(42) { team, _ in
                try team.changeMember(.user(2), MemberEdit(role: role), by: .user(1)).map { _ in team.members.count }
            }
            #expect(count == 2)
            for reader in try [one, other, state.open().teams] {
                #expect(try reader.read(42) { $0.acceptedRole(of: 2) } == role)
            }
        }
    }

    static let hasNoGaps = StorePromise("events count from one without a gap, whoever writes them") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [])
        for user in 2...40 {
            try (user % 3 == 0 ? one : other).add(UserID(integerLiteral: user))
            // A member's id is the number of the event that made them one.
            if user % 2 == 0 { #expect(try one.read(42) { $0.members.map(\.id.number) } == Array(2...user)) }
        }
        for store in try [one, other, state.open().teams] {
            #expect(try store.read(42) { $0.sequence } == 40)
            #expect(try store.read(42) { $0.members.map(\.id.number) } == Array(2...40))
        }
    }

    static let keepsOrder = StorePromise("several changes of one update happen in their order, all of them") { state in
        let store = try state.open().teams
        try store.populate(.sample(), [])
        _ = try store.update(42) { _, _ in
            let changes: [Change] = [
                .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .member)), .memberRemoved(2),
            ]
            return Decision(by: .operator, changes, result: ())
        }
        for store in try [store, state.open().teams] {
            #expect(try store.read(42) { $0.members.map(\.userID) } == [2])
            #expect(try store.read(42) { $0.sequence } == 4)
        }
    }

    static let recordsNothing = StorePromise("an update that decides nothing changes nothing") { state in
        let store = try state.open().teams
        try store.populate(.sample(), [(1, .owner)])
        let result = try store.update(42) { _, _ in Decision(by: .operator, [], result: "answer") }
        #expect(result == "answer")
        for store in try [store, state.open().teams] { #expect(try store.read(42) { $0.sequence } == 2) }
    }

    private struct Whim: Error {}

    static let forgetsWhatIsThrown = StorePromise("a decision that throws changes nothing, and is thrown") { state in
        let store = try state.open().teams
        try store.populate(.sample(), [(1, .owner)])
        #expect(throws: Whim.self) { try store.update(42) { _, _ -> Decision<Void> in throw Whim() } }
        #expect(throws: Refusal.lastOwner(team: 42)) {
            try store.update(42) { team, _ in try team.removeMember(.user(1), by: .operator) }
        }
        #expect(throws: Whim.self) { try store.read(42) { _ in throw Whim() } }
        #expect(try store.read(42) { $0.sequence } == 2)
        try store.add(2)
        #expect(try state.open().teams.read(42) { $0.members.map(\.id.number) } == [2, 3])
    }

    static let decidesOnLatest = StorePromise("a decision is made on what others have recorded until then") { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(), [(1, .owner)])
        let id = try one.invite(maxUses: 1)
        // The first one knows the team as it was.
        #expect(try one.read(42) { $0.invites[id]?.remainingUses } == 1)
        _ = try other.join(99, by: id)
        #expect(throws: Refusal.inviteDead(.exhausted)) { try one.join(98, by: id) }
        #expect(try one.read(42) { $0.members.map(\.userID) } == [1, 99])
    }
}
