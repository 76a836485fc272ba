import InviteDomain
import InviteTestSupport
import Testing

/// Two histories that belong together.
extension StorePromise {
    static let memberships = [completesOrganization, staysClosed]

    static let staysClosed = StorePromise(
        "nobody gets into a team that is closed, nor into an organization, until it is reopened, also when it is compacted"
    ) { state in
        let (one, other) = try (state.open(), state.open())
        try one.teams.populate(.sample(7, isOrganization: true), [(1, .owner)])
        try one.teams.populate(.sample(42, parent: 7), [(1, .owner)])
        let id = try one.teams.invite()
        try one.teams.setClosed(true, 7)
        // The team itself is open.
        #expect(try other.teams.join(98, by: id)?.isNew == true)
        try one.teams.setClosed(true)
        try one.compact(42, keeping: .usual)
        for store in try [one.teams, other.teams, state.open().teams] {
            #expect(try store.read(42) { $0.profile.closedAt } == noon)
            #expect(throws: Refusal.inviteOfClosedTeam) { try store.join(99, by: id) }
            #expect(throws: Refusal.teamClosed(team: 42)) { try store.add(99) }
            #expect(try store.read(7) { $0.members.map(\.userID) } == [1])
        }
        for team in [7, 42] as [TeamID] { try other.teams.setClosed(false, team) }
        for user in [98, 99] as [UserID] { _ = try one.teams.join(user, by: id) }
        #expect(try other.teams.read(7) { $0.members.map(\.userID) } == [1, 98, 99])
    }

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
