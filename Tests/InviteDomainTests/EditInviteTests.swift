import InviteDomain
import InviteTestSupport
import Testing

/// What admins do with the invites that there are.
@Suite struct EditInviteTests {
    private let id = InviteID(teamID: 42, random: 1)

    private func team(_ invite: InviteTerms = .sample(1), _ more: [Change] = []) throws -> Team {
        try .folded([.teamCreated(.sample()), .inviteCreated(invite)] + more)
    }

    private func edit(_ change: (inout InviteEdit) -> Void) -> InviteEdit {
        var edit = InviteEdit()
        change(&edit)
        return edit
    }

    private func decide(
        _ team: Team, if condition: VersionCondition = .any, policy: InvitePolicy = InvitePolicy(),
        _ change: (inout InviteEdit) -> Void
    ) throws(Refusal) -> Decision<Invite> {
        try team.editInvite(id, edit(change), if: condition, by: .user(17), at: noon, policy: policy)
    }

    @Test("what is not named stays, and the invite that is shown is the one that the ledger will tell")
    func partial() throws {
        let extras = InviteExtras(name: "n", allowedEmailDomains: ["a.b"], metadata: ["k": "v"])
        var team = try team(.sample(1, expiresAt: noon.adding(days: 1), days: 1, maxUses: 3, extras: extras))
        let decision = try decide(team) { $0.name = .some("other") }
        let later = Event(sequence: 3, at: noon, by: .user(17), change: decision.changes[0])
        try team.apply(later)
        let invite = try #require(team.invites[id])
        #expect(invite == decision.result)
        #expect(invite.extras == InviteExtras(name: "other", allowedEmailDomains: ["a.b"], metadata: ["k": "v"]))
        #expect(invite.maxUses == 3 && invite.expiresInDays == 1 && !invite.isPaused)
        #expect(invite.version == 2)
        #expect(invite.updatedAt == noon)
    }

    @Test("every part can be changed, and taken away where it may be absent")
    func parts() throws {
        let full = InviteExtras(name: "n", allowedEmailDomains: ["a.b"], metadata: ["k": "v"])
        let team = try team(.sample(1, expiresAt: noon.adding(days: 1), days: 1, maxUses: 3, extras: full))
        let bare = try decide(team) {
            $0.expiry = .never
            $0.maxUses = .some(nil)
            $0.name = .some(nil)
            $0.allowedEmailDomains = []
            $0.metadata = [:]
            $0.isPaused = true
        }.result
        #expect(bare.editable == EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: nil, isPaused: true))
        #expect(bare.status(at: noon) == .paused)
        #expect(try decide(team) { $0.expiry = .days(9) }.result.expiresAt == noon.adding(days: 9))
        #expect(
            try decide(team) { $0.allowedEmailDomains = ["X.Y", "x.y"] }.result.extras.allowedEmailDomains == ["x.y"])
    }

    @Test("an edit that changes nothing is recorded nowhere")
    func nothing() throws {
        let team = try team(.sample(1, maxUses: 3))
        let decision = try decide(team) { $0.maxUses = .some(3) }
        #expect(decision.changes.isEmpty)
        #expect(decision.result.version == 1)
    }

    @Test("a text that Unicode takes for the same is another one, and is written as it came")
    func spelling() throws {
        let (one, two) = ("caf\u{E9}", "cafe\u{301}")
        let team = try team(.sample(1, extras: InviteExtras(name: one, metadata: [one: one])))
        #expect(try decide(team) { $0.name = one }.changes.isEmpty)
        #expect(try decide(team) { $0.metadata = [one: one] }.changes.isEmpty)
        let name = try #require(try decide(team) { $0.name = two }.result.extras.name)
        #expect(name.isSpelled(like: two))
        for metadata in [[one: two], [two: one]] {
            #expect(try decide(team) { $0.metadata = metadata }.changes.count == 1)
        }
    }

    @Test("the limit is never set below what was used")
    func belowUses() throws {
        let used: [Change] = [.inviteRedeemed(id, .sample(1, .member)), .inviteRedeemed(id, .sample(2, .member))]
        let team = try team(.sample(1), used)
        #expect(throws: Refusal.limitBelowUses(uses: 2)) { try decide(team) { $0.maxUses = .some(1) } }
        #expect(try decide(team) { $0.maxUses = .some(2) }.result.status(at: noon) == .exhausted)
    }

    @Test("an edit has the limits of a new invite", arguments: [0, 1, 2, 3, 4, 5])
    func limits(number: Int) throws {
        let bad = edit {
            switch number {
            case 0: $0.expiry = .days(0)
            case 1: $0.expiry = .at(noon)
            case 2: $0.maxUses = .some(0)
            case 3: $0.name = .some("")
            case 4: $0.allowedEmailDomains = ["x"]
            default: $0.metadata = ["": ""]
            }
        }
        let team = try team()
        #expect(throws: Refusal.self) { try team.editInvite(id, bad, by: .user(17), at: noon, policy: InvitePolicy()) }
    }

    @Test("a revoked invite is dead for good; an expired one can be given a new life, if there is room")
    func afterTheEnd() throws {
        let revoked = try team(.sample(1), [.inviteRevoked(id)])
        #expect(throws: Refusal.inviteDead(.revoked)) { try decide(revoked) { $0.name = .some("x") } }
        let expired = try team(.sample(1, expiresAt: noon), [.inviteCreated(.sample(2))])
        #expect(try decide(expired) { $0.expiry = .days(1) }.result.status(at: noon) == .active)
        var policy = InvitePolicy()
        policy.maxActive = 1
        #expect(throws: Refusal.tooManyActiveInvites(limit: 1)) {
            try decide(expired, policy: policy) { $0.expiry = .days(1) }
        }
        #expect(try decide(expired, policy: policy) { $0.name = .some("x") }.result.extras.name == "x")
    }

    @Test("whoever says which version they have seen changes that one and no other")
    func versions() throws {
        let edited: Change = .inviteEdited(id, InviteTerms.sample(1, maxUses: 5).editable)
        let team = try team(.sample(1), [edited])
        #expect(throws: Refusal.versionMismatch(current: 2)) {
            try decide(team, if: .oneOf([1])) { $0.isPaused = true }
        }
        #expect(throws: Refusal.versionMismatch(current: 2)) {
            try team.revokeInvite(id, if: .oneOf([]), by: .user(17), at: noon)
        }
        #expect(try decide(team, if: .oneOf([1, 2])) { $0.isPaused = true }.result.version == 3)
        #expect(try team.revokeInvite(id, if: .oneOf([2]), by: .user(17), at: noon).result.version == 3)
    }

    @Test("a link is shown again only while it admits somebody, and the look is recorded")
    func showLink() throws {
        #expect(try team().showLink(of: id, by: .user(17), at: noon).changes == [.inviteLinkShown(id)])
        let revoked = try team(.sample(1), [.inviteRevoked(id)])
        #expect(throws: Refusal.inviteDead(.revoked)) { try revoked.showLink(of: id, by: .user(17), at: noon) }
        let used = try team(.sample(1, maxUses: 1), [.inviteRedeemed(id, .sample(1, .member))])
        #expect(throws: Refusal.inviteDead(.exhausted)) { try used.showLink(of: id, by: .user(17), at: noon) }
    }

    @Test("all invites of a creator end at once, expired ones too, and nobody else's")
    func revokeAll() throws {
        func create(_ sequence: Int, _ random: UInt64, by author: Author, expiresAt: Timestamp? = nil) -> Event {
            let change: Change = .inviteCreated(.sample(random, expiresAt: expiresAt))
            return Event(sequence: sequence, at: noon, by: author, change: change)
        }
        var team = try Team.folded([.teamCreated(.sample())])
        try team.apply(create(2, 1, by: .user(17)))
        try team.apply(create(3, 2, by: .user(18)))
        try team.apply(create(4, 3, by: .user(17), expiresAt: noon))
        try team.apply(create(5, 4, by: .user(17)))
        let revoked: Change = .inviteRevoked(InviteID(teamID: 42, random: 4))
        try team.apply(Event(sequence: 6, at: noon, by: .operator, change: revoked))
        let decision = team.revokeInvites(of: 17, by: .user(1))
        #expect(decision.result == 2)
        #expect(decision.changes == [1, 3].map { .inviteRevoked(InviteID(teamID: 42, random: $0)) })
    }

    @Test("the same request sent again within a day finds its invite; another body is refused")
    func idempotency() throws {
        func create(_ team: Team, _ key: IdempotencyKey, _ random: UInt64, at now: Timestamp) throws -> Decision<Invite>
        {
            try team.createInvite(
                InviteOptions(), as: .admin, by: .user(17), random: random, at: now, policy: InvitePolicy(),
                idempotencyKey: key)
        }
        let key = IdempotencyKey("k", body: [1], of: 17)
        var team = try Team.sample()
        let first = try create(team, key, 1, at: noon)
        try team.apply(Event(sequence: 3, at: noon, by: .user(17), change: first.changes[0]))
        let lastMoment = Timestamp(milliseconds: noon.adding(days: 1).milliseconds - 1)
        let again = try create(team, key, 2, at: lastMoment)
        #expect(again.changes.isEmpty)
        #expect(again.result == first.result)
        #expect(throws: Refusal.idempotencyKeyReused) {
            try create(team, IdempotencyKey("k", body: [2], of: 17), 3, at: noon)
        }
        #expect(try create(team, IdempotencyKey("k", body: [1], of: 18), 4, at: noon).changes.count == 1)
        #expect(try create(team, key, 5, at: noon.adding(days: 1)).changes.count == 1)
    }

    @Test("many requests a day are all remembered for a day, and forgotten after it")
    func manyRequests() throws {
        var team = try Team.sample()
        for number in 0..<1000 {
            let key = IdempotencyKey("\(number)", body: [], of: 17)
            let at = noon.adding(seconds: number * 600)
            let change: Change = .inviteCreated(.sample(UInt64(number), idempotencyKey: key))
            try team.apply(Event(sequence: number + 3, at: at, by: .user(17), change: change))
        }
        let now = noon.adding(seconds: 999 * 600)
        let remembered = try (0..<1000).filter { number in
            let key = IdempotencyKey("\(number)", body: [], of: 17)
            return try team.createInvite(
                InviteOptions(), as: .admin, by: .user(17), random: 0, at: now, policy: InvitePolicy(),
                idempotencyKey: key
            ).changes.isEmpty
        }
        #expect(remembered == Array(856..<1000))
    }

    @Test(
        "nobody is shown, or keeps open, a link that grants more than their own role; to end it is open to all admins")
    func aboveOwnRole() throws {
        let team = try team(.sample(1, role: .owner))
        #expect(throws: Refusal.roleAboveOwn(role: .owner, own: .admin)) {
            try team.showLink(of: id, as: .admin, by: .user(17), at: noon)
        }
        var edit = InviteEdit()
        edit.expiry = .never
        #expect(throws: Refusal.roleAboveOwn(role: .owner, own: .admin)) {
            try team.editInvite(id, edit, as: .admin, by: .user(17), at: noon, policy: InvitePolicy())
        }
        #expect(try team.showLink(of: id, as: .owner, by: .user(1), at: noon).changes.count == 1)
        #expect(try team.revokeInvite(id, by: .user(17), at: noon).changes.count == 1)
    }
}
