import InviteDomain
import InviteTestSupport
import Testing

/// Two histories that belong together.
extension StorePromise {
    static let memberships = [completesOrganization]

    static let completesOrganization = StorePromise(
        "who joined a team and not its organization, for that was busy, joins it when asked again"
    ) { state in
        let (one, other) = try (state.open().teams, state.open().teams)
        try one.populate(.sample(7, isOrganization: true), [(1, .owner)])
        try one.populate(.sample(42, parent: 7), [(1, .owner)])
        let id = try one.invite(maxUses: 1)
        _ = try other.update(7) { _, _ in
            let error = #expect(throws: StoreError.self) { try one.join(99, by: id) }
            #expect(error?.kind == .busy)
            return Decision(by: .operator, [], result: ())
        }
        #expect(try other.read(42) { $0.member(99) != nil } == true)
        #expect(try other.read(7) { $0.member(99) == nil } == true)
        #expect(try other.join(99, by: id)?.isNew == false)
        for store in [one, other] {
            #expect(try store.read(7) { $0.members.map(\.userID) } == [1, 99])
            #expect(try store.read(42) { $0.members.map(\.userID) } == [1, 99])
        }
    }
}
