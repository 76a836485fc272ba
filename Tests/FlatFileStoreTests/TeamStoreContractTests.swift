import InviteDomain
import InviteTestSupport
import SystemPackage
import Testing

@testable import FlatFileStore

/// One suite for both stores: what `TeamStore` promises, but for durability.
@Suite struct TeamStoreContractTests {
    enum Kind: CaseIterable {
        case memory, files
    }

    private func withStore(_ kind: Kind, _ body: (any TeamStore) throws -> Void) throws {
        switch kind {
        case .memory: try body(MemoryTeamStore(clock: { noon }))
        case .files: try withFileStore { store, _ in try body(store) }
        }
    }

    @Test("a team is made once, and found by its id", arguments: Kind.allCases)
    func create(kind: Kind) throws {
        try withStore(kind) { store in
            try #expect(store.create(.sample(42), by: .operator))
            try #expect(!store.create(.sample(42), by: .operator))
            try #expect(store.create(.sample(7), by: .operator))
            #expect(try store.teamIDs() == [7, 42])
            #expect(try store.read(42) { $0.profile } == .sample(42))
            #expect(try store.read(42) { $0.createdAt } == noon)
        }
    }

    @Test("a team that was never made is not there, and asking makes nothing", arguments: Kind.allCases)
    func missing(kind: Kind) throws {
        try withStore(kind) { store in
            #expect(try store.read(9) { $0.id } == nil)
            let result = try store.update(9) { team, _ in
                try team.addMember(.sample(1, .owner), by: .operator, at: noon)
            }
            #expect(result == nil)
            #expect(try store.teamIDs().isEmpty)
        }
    }

    @Test("an update is seen by the next, with the moment of the store's clock", arguments: Kind.allCases)
    func update(kind: Kind) throws {
        try withStore(kind) { store in
            try store.populate(.sample(), [(1, .owner), (2, .member)])
            let seen = try store.update(42) { team, now in
                #expect(now == noon)
                let decision = try team.changeMember(.user(2), MemberEdit(role: .admin), by: .user(1))
                return Decision(by: decision.author, decision.changes, result: team.members.count)
            }
            #expect(seen == 2)
            #expect(try store.read(42) { $0.acceptedRole(of: 2) } == .admin)
            #expect(try store.read(42) { $0.sequence } == 4)
        }
    }

    @Test("several changes of one update come in their order", arguments: Kind.allCases)
    func several(kind: Kind) throws {
        try withStore(kind) { store in
            try store.populate(.sample(), [])
            _ = try store.update(42) { _, _ in
                let changes: [Change] = [
                    .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .member)), .memberRemoved(2),
                ]
                return Decision(by: .operator, changes, result: ())
            }
            #expect(try store.read(42) { $0.members.map(\.userID) } == [2])
            #expect(try store.read(42) { $0.sequence } == 4)
        }
    }

    @Test("an update that decides nothing, or is refused, changes nothing", arguments: Kind.allCases)
    func nothing(kind: Kind) throws {
        try withStore(kind) { store in
            try store.populate(.sample(), [(1, .owner)])
            _ = try store.update(42) { team, _ in
                try team.changeMember(.user(1), MemberEdit(role: .owner), by: .operator)
            }
            #expect(throws: Refusal.lastOwner(team: 42)) {
                try store.update(42) { team, _ in try team.removeMember(.user(1), by: .operator) }
            }
            #expect(try store.read(42) { $0.sequence } == 2)
            // And the store goes on.
            _ = try store.update(42) { team, _ in try team.addMember(.sample(2, .member), by: .operator, at: noon) }
            #expect(try store.read(42) { $0.sequence } == 3)
        }
    }
}

/// A store in a new state folder, with its layout.
func withFileStore(
    capacity: Int = 1_000,
    _ body: (FlatFileStore, StateLayout) throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let key = [UInt8](repeating: 7, count: 32)
        let layout = try StateFolder.create(at: directory.appending("state"), randomKey: key)
        try body(FlatFileStore(layout, clock: { noon }, capacity: capacity), layout)
    }
}
