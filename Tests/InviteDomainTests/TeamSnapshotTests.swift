import InviteDomain
import InviteTestSupport
import Testing

/// What a compacted history keeps of a team, and what it may forget.
@Suite struct TeamSnapshotTests {
    private static let all = Retention(days: 10_000)

    private func compacted(_ team: Team, _ retention: Retention = .usual, at now: Timestamp = noon) throws -> Team {
        let snapshot = team.snapshot(keeping: retention, at: now)
        return try Team(Event(sequence: team.sequence, at: now, by: .service, change: .teamSnapshot(snapshot)))
    }

    @Test(
        "a team from its snapshot is the same team, and goes on as it would have",
        arguments: 1...12 as ClosedRange<UInt64>)
    func same(seed: UInt64) throws {
        var original = try RandomHistory(seed: seed)
        for _ in 0..<4 {
            _ = try original.live(150)
            var twin = original.continued(as: try compacted(original.team, Self.all, at: original.now))
            #expect(try original.live(150) == twin.live(150))
            let (one, other) = (original.team, twin.team)
            #expect(
                one.snapshot(keeping: Self.all, at: original.now) == other.snapshot(keeping: Self.all, at: twin.now))
            #expect(one.sequence == other.sequence)
            original = twin
        }
        #expect(original.team.members.count > 64)
        #expect(original.team.invites.count > 12)
    }

    private func kept(_ changes: [Change], days: Int, after: Int, retention: Retention = .usual) throws -> Bool {
        let terms = InviteTerms.sample(1, expiresAt: noon.adding(days: days), maxUses: 1)
        let team = try Team.folded([.teamCreated(.sample()), .inviteCreated(terms)] + changes)
        let compacted = try compacted(team, retention, at: noon.adding(days: after))
        return compacted.invites[terms.id] != nil
    }

    @Test("an invite stays while it is live, and for ninety days after its end")
    func retention() throws {
        let id = InviteTerms.sample(1).id
        #expect(try kept([], days: 400, after: 399))
        #expect(try kept([], days: 7, after: 96))
        #expect(try !kept([], days: 7, after: 97))
        #expect(try kept([.inviteRevoked(id)], days: 400, after: 89))
        #expect(try !kept([.inviteRevoked(id)], days: 400, after: 90))
        let redemption = Change.inviteRedeemed(id, .sample(5, .member))
        #expect(try kept([redemption], days: 400, after: 89))
        #expect(try !kept([redemption], days: 400, after: 90))
        #expect(try !kept([redemption], days: 400, after: 0, retention: Retention(days: 0)))
        var editable = EditableTerms(expiresAt: noon.adding(days: 400), expiresInDays: nil, maxUses: 2)
        editable.isPaused = true
        #expect(try kept([redemption, .inviteEdited(id, editable)], days: 1, after: 399))
    }

    @Test("an imported invite stays until it expires, and for good if it was changed: its row may be imported again")
    func imported() throws {
        let terms = InviteTerms.imported("t", expiresAt: noon.adding(days: 300))
        let team = try Team.folded([.teamCreated(.sample()), .inviteCreated(terms)])
        #expect(try compacted(team, at: noon.adding(days: 389)).invites[terms.id] != nil)
        #expect(try compacted(team, at: noon.adding(days: 390)).invites[terms.id] == nil)
        let sooner = EditableTerms(expiresAt: noon.adding(days: 1), expiresInDays: nil, maxUses: nil)
        let changed = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(terms), .inviteEdited(terms.id, sooner), .inviteRevoked(terms.id),
        ])
        let kept = try compacted(changed, Retention(days: 0), at: noon.adding(days: 9000))
        #expect(kept.invites[terms.id]?.status(at: noon) == .revoked)
        let eternal = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(.imported("u")), .inviteRevoked(InviteTerms.imported("u").id),
        ])
        #expect(try compacted(eternal, at: noon.adding(days: 9000)).invites.count == 1)
    }

    @Test("a request that may be sent again finds its invite, however dead")
    func requests() throws {
        let key = IdempotencyKey("k", body: [1], of: 17)
        let terms = InviteTerms.sample(1, expiresAt: noon.adding(days: 7), idempotencyKey: key)
        let team = try Team.folded([.teamCreated(.sample()), .inviteCreated(terms), .inviteRevoked(terms.id)])
        func again(at now: Timestamp) throws -> InviteID {
            try compacted(team, Retention(days: 0), at: now).createInvite(
                InviteOptions(), as: .owner, by: .user(17), random: 2, at: now, policy: InvitePolicy(),
                idempotencyKey: key
            ).result.id
        }
        #expect(try again(at: noon.adding(seconds: 86_399)) == terms.id)
        #expect(try again(at: noon.adding(days: 1)) != terms.id)
    }

    @Test("who has left is known still: their way in while the invite is kept, and that they were there for good")
    func left() throws {
        let terms = InviteTerms.sample(1, expiresAt: noon.adding(days: 7))
        let team = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(terms), .inviteRedeemed(terms.id, .sample(5, .member)),
            .memberRemoved(3),
        ])
        #expect(try compacted(team).members.joined(by: terms.id).map(\.userID) == [5])
        let later = team.snapshot(keeping: .usual, at: noon.adding(days: 97))
        #expect(later.former.isEmpty)
        #expect(later.left == [5])
    }

    @Test("so is who had no number: somebody who was taken out, not whom nobody let in")
    func leftWithoutNumber() throws {
        func member(_ email: String, accepted: Bool) -> Change {
            .memberAdded(MemberTerms(userID: nil, role: .member, accepted: accepted, email: email))
        }
        let team = try Team.folded([
            .teamCreated(.sample()), member("Ada@example.com", accepted: true),
            member("eve@example.com", accepted: false), .memberRemoved(2), .memberRemoved(3),
        ])
        let twin = try compacted(team)
        #expect(twin.snapshot(keeping: .usual, at: noon).leftAddresses == ["ada@example.com"])
        for (email, isKnown) in [("ada@EXAMPLE.com", true), ("eve@example.com", false)] {
            let other = Member(MemberTerms(userID: nil, role: .member, accepted: true, email: email), id: 9, at: noon)
            #expect(twin.hasTakenOut(other) == isKnown)
        }
    }

    @Test("a snapshot that no history could have made is refused")
    func impossible() throws {
        let history = InviteHistory(createdAt: noon, createdBy: .operator, uses: 2)
        func record(_ terms: InviteTerms, elsewhere: Int = 0, changes: Int = 0) -> InviteRecord {
            InviteRecord(terms: terms, usesElsewhere: elsewhere, changes: changes, updatedAt: nil, revokedAt: nil)
        }
        func expectRefusal(members: [Member] = [], _ invites: [InviteRecord] = [], sequence: Int = 9) {
            let snapshot = TeamSnapshot(
                profile: .sample(), createdAt: noon, members: members, former: [], left: [], invites: invites,
                requests: [])
            let event = Event(sequence: sequence, at: noon, by: .service, change: .teamSnapshot(snapshot))
            #expect(throws: EventMismatch.self) { try Team(event) }
        }
        func member(_ id: MembershipID, _ user: UserID) -> Member { Member(.sample(user, .member), id: id, at: noon) }
        expectRefusal(members: [member(2, 1), member(2, 2)])
        expectRefusal(members: [member(3, 1), member(2, 2)])
        expectRefusal(members: [member(2, 1), member(3, 1)])
        expectRefusal(members: [member(10, 1)])
        expectRefusal([record(.imported("t"))])
        expectRefusal([record(.imported("t", maxUses: 1, history: history))])
        expectRefusal([record(.imported("t", history: history), elsewhere: 3)])
        expectRefusal([record(.imported("t", history: history), changes: -1)])
        expectRefusal(sequence: 0)
        let team = try Team.sample()
        var copy = team
        let snapshot = Change.teamSnapshot(team.snapshot(keeping: .usual, at: noon))
        #expect(throws: EventMismatch.self) {
            try copy.apply(Event(sequence: team.sequence + 1, at: noon, by: .service, change: snapshot))
        }
    }
}
