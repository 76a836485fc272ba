import InviteDomain
import InviteTestSupport
import Testing

/// What a team takes in of what comes from elsewhere.
@Suite struct ArrivalsTests {
    private let arrivals = Arrivals(
        members: [
            .sample(1, .owner), .sample(2, .admin), .sample(3, .member),
            MemberTerms(userID: nil, role: .member, accepted: false, email: "Eve@example.com"),
        ],
        invites: [.imported("a"), .imported("b")])

    @Test("a team lacks what it has not, and nothing once it has taken that in")
    func lacking() throws {
        var team = try Team.sample()
        let decision = try team.takeIn(arrivals)
        #expect(decision.author == .operator)
        #expect(decision.changes.count == 6)
        try team.record(decision.changes, by: .operator, at: noon)
        #expect(team.members.map(\.userID) == [17, 1, 2, 3, nil])
        #expect(try team.takeIn(arrivals).changes.isEmpty)
    }

    @Test("whatever is there stays as it is: a member with another role, a revoked invite")
    func stays() throws {
        let eve = MemberTerms(userID: 9, role: .member, accepted: true, email: "eve@EXAMPLE.com")
        let team = try Team.folded([
            .teamCreated(.sample()), .memberAdded(.sample(2, .member)), .memberAdded(eve),
            .inviteCreated(.imported("a")), .inviteRevoked(InviteTerms.imported("a").id),
        ])
        let lacking = team.lacking(arrivals)
        #expect(lacking.members.map(\.userID) == [1, 3])
        #expect(lacking.invites == [.imported("b")])
    }

    @Test("what a member and an invite were before, they go on from")
    func history() throws {
        let history = InviteHistory(
            createdAt: noon.adding(days: -9), createdBy: .user(8), uses: 4, lastUsedAt: noon.adding(days: -1))
        let terms = InviteTerms.imported("a", maxUses: 5, history: history)
        var team = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(terms),
            .memberAdded(MemberTerms(userID: 1, role: .owner, accepted: true, joinedAt: noon.adding(days: -99))),
        ])
        let invite = try #require(team.invites[terms.id])
        #expect(invite.createdAt == history.createdAt)
        #expect(invite.createdBy == .user(8))
        #expect(invite.uses == 4)
        #expect(invite.lastUsedAt == history.lastUsedAt)
        #expect(invite.tokenDigest == terms.tokenDigest)
        #expect(team.member(1)?.joinedAt == noon.adding(days: -99))
        let last = try team.redeem(terms.id, by: Applicant(userID: 5), as: .user(5), at: noon)
        try team.apply(Event(sequence: 4, at: noon, by: .user(5), change: last.changes[0]))
        #expect(throws: Refusal.inviteDead(.exhausted)) {
            try team.redeem(terms.id, by: Applicant(userID: 6), as: .user(6), at: noon)
        }
    }

    @Test("more uses than an invite allows, or fewer than none, are a damaged history", arguments: [6, -1, Int.max])
    func uses(count: Int) {
        let history = InviteHistory(createdAt: noon, createdBy: .operator, uses: count)
        #expect(throws: EventMismatch.self) {
            try Team.folded([.teamCreated(.sample()), .inviteCreated(.imported("a", maxUses: 5, history: history))])
        }
    }
}
