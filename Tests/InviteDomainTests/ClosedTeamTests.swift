import InviteDomain
import InviteTestSupport
import Testing

/// What a team is called, and who gets into one that is closed: nobody, in whatever way.
@Suite struct ClosedTeamTests {
    private let id = InviteID(teamID: 42, random: 1)
    private let policy = InvitePolicy()

    /// Team 42: owner 1, admin 2, the membership 4 of somebody who waits, and an invite; closed unless it is not to be.
    private func team(
        isClosed: Bool = true, invite: InviteTerms = .sample(1), _ more: [Change] = []
    ) throws -> Team {
        let pending = MemberTerms(userID: 3, role: .member, accepted: false)
        let changes: [Change] = [
            .teamCreated(.sample()), .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .admin)),
            .memberAdded(pending), .inviteCreated(invite),
        ]
        return try .folded(changes + more + (isClosed ? [.teamClosed] : []))
    }

    private func after(_ decision: Decision<some Any>, in team: Team) throws -> Team {
        var team = team
        try team.record(decision.changes, by: decision.author, at: noon)
        return team
    }

    /// All that lets somebody in, or makes that possible.
    private static let waysIn: [(String, @Sendable (Team, InviteID) throws -> Void)] = [
        ("be added", { team, _ in _ = try team.addMember(.sample(9, .member), by: .operator, at: noon) }),
        (
            "be added and wait",
            { team, _ in _ = try team.addMember(.sample(9, .member, accepted: false), by: .operator, at: noon) }
        ),
        (
            "be accepted",
            { team, _ in _ = try team.changeMember(.user(3), MemberEdit(accepted: true), by: .user(1)) }
        ),
        ("be accepted with others", { team, _ in _ = try team.acceptMembers([.user(3)], by: .user(1)) }),
        (
            "a new invite",
            { team, _ in
                _ = try team.createInvite(
                    InviteOptions(), as: .owner, by: .user(1), random: 2, at: noon, policy: InvitePolicy())
            }
        ),
        ("the link again", { team, id in _ = try team.showLink(of: id, by: .user(1), at: noon) }),
        ("an import", { team, _ in _ = try team.takeIn(Arrivals(members: [.sample(9, .member)])) }),
        ("an imported link", { team, _ in _ = try team.takeIn(Arrivals(invites: [.imported("t")])) }),
    ]

    @Test("in a closed team nobody is let in, and no link is made or shown", arguments: 0..<8)
    func waysIn(index: Int) throws {
        let (name, way) = Self.waysIn[index]
        #expect(Self.waysIn.count == 8)
        try way(try team(isClosed: false), id)
        #expect(throws: Refusal.teamClosed(team: 42), "\(name)") { try way(try team(), id) }
        try way(try team(isClosed: false, [.teamClosed, .teamReopened]), id)
    }

    @Test("a link of a closed team admits nobody, whoever it may be")
    func link() throws {
        let team = try team()
        let newcomer = Applicant(userID: nil, email: "ada@example.com", name: "Ada")
        for applicant in [Applicant(userID: 9), Applicant(userID: 1), newcomer] {
            #expect(throws: Refusal.inviteOfClosedTeam) { try team.redeem(id, by: applicant, as: .newcomer, at: noon) }
        }
        #expect(throws: Refusal.inviteOfClosedTeam) { try team.admission(by: id, of: nil, at: noon) }
        let open = try after(try team.edit(TeamEdit(isClosed: false), by: .operator, at: noon), in: team)
        #expect(try open.redeem(id, by: Applicant(userID: 9), as: .user(9), at: noon).result.isNew)
    }

    @Test("whoever holds a link that is dead by itself, or none, is not told that the team is closed")
    func deadLink() throws {
        let revoked = try team([.inviteRevoked(id)])
        #expect(throws: Refusal.inviteDead(.revoked)) { try revoked.admission(by: id, of: nil, at: noon) }
        let expired = try team(invite: .sample(1, expiresAt: noon))
        #expect(throws: Refusal.inviteDead(.expired)) { try expired.admission(by: id, of: nil, at: noon) }
        let other = InviteID(teamID: 42, random: 2)
        #expect(throws: Refusal.inviteNotFound) { try expired.admission(by: other, of: nil, at: noon) }
        #expect(throws: Refusal.inviteNotFound) { try expired.showLink(of: other, by: .operator, at: noon) }
    }

    @Test("an edit brings no invite of a closed team to life, and any other edit is made")
    func edits() throws {
        func edit(of team: Team, _ change: (inout InviteEdit) -> Void) throws -> Invite {
            var edit = InviteEdit()
            change(&edit)
            return try team.editInvite(id, edit, by: .operator, at: noon, policy: policy).result
        }
        var paused = EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: nil)
        paused.isPaused = true
        let expired = try team(invite: .sample(1, expiresAt: noon))
        #expect(throws: Refusal.teamClosed(team: 42)) { try edit(of: expired) { $0.expiry = .days(3) } }
        let held = try team([.inviteEdited(id, paused)])
        #expect(throws: Refusal.teamClosed(team: 42)) { try edit(of: held) { $0.isPaused = false } }
        let used = try team(invite: .sample(1, maxUses: 1), [.inviteRedeemed(id, .sample(9, .member))])
        #expect(throws: Refusal.teamClosed(team: 42)) { try edit(of: used) { $0.maxUses = .some(5) } }
        #expect(try edit(of: try team()) { $0.isPaused = true }.isPaused)
        #expect(try edit(of: try team()) { $0.name = .some("n") }.extras.name == "n")
    }

    @Test("reading, revoking, declining, demoting and removing go on in a closed team")
    func goesOn() throws {
        let team = try team()
        #expect(team.acceptedRole(of: 2) == .admin)
        #expect(try team.revokeInvite(id, by: .user(1), at: noon).changes == [.inviteRevoked(id)])
        #expect(try team.removeMember(.user(2), by: .user(1)).changes == [.memberRemoved(3)])
        #expect(team.declineMembers(team.pendingMembers(), by: .user(1)).changes == [.memberRemoved(4)])
        #expect(try team.changeMember(.user(2), MemberEdit(role: .member), by: .user(1)).result.role == .member)
        #expect(try team.revokeInvites([id], decliningPendingBy: .user(1), at: noon).changes.count == 1)
        #expect(try team.takeIn(Arrivals(members: [.sample(1, .owner)])).changes.isEmpty)
    }

    @Test("a request that was answered before the team was closed has the same answer")
    func answeredBefore() throws {
        let key = IdempotencyKey("k", body: [], of: 1)
        let team = try team([.inviteCreated(.sample(2, idempotencyKey: key))])
        let again = try team.createInvite(
            InviteOptions(), as: .owner, by: .user(1), random: 3, at: noon, policy: policy, idempotencyKey: key)
        #expect(again.changes.isEmpty && again.result.id.random == 2)
    }

    @Test("a team is closed and reopened once, and remembers since when")
    func closing() throws {
        let open = try team(isClosed: false)
        let later = noon.adding(days: 1)
        #expect(try open.edit(TeamEdit(isClosed: false), by: .operator, at: later).changes.isEmpty)
        let decision = try open.edit(TeamEdit(isClosed: true), by: .user(1), at: later)
        #expect(decision.changes == [.teamClosed] && decision.result.closedAt == later)
        var closed = open
        try closed.record(decision.changes, by: decision.author, at: later)
        #expect(closed.profile == decision.result)
        #expect(try closed.edit(TeamEdit(isClosed: true), by: .user(1), at: later.adding(days: 1)).changes.isEmpty)
        let reopening = try closed.edit(TeamEdit(isClosed: false), by: .user(1), at: later)
        #expect(reopening.changes == [.teamReopened] && reopening.result == open.profile)
    }

    @Test("a team is called what an edit says, and the rest stays as it is")
    func naming() throws {
        let team = try team()
        let closedAt = team.profile.closedAt
        let named = try team.edit(TeamEdit(name: "B", slug: .some("b")), by: .operator, at: noon)
        #expect(named.changes == [.teamChanged(name: "B", slug: "b")])
        #expect(named.result.closedAt == closedAt && named.result.id == 42)
        let changed = try after(named, in: team)
        #expect(changed.profile == named.result)
        #expect(try changed.edit(TeamEdit(name: "B"), by: .operator, at: noon).changes.isEmpty)
        let without = try changed.edit(TeamEdit(slug: .some(nil), isClosed: false), by: .operator, at: noon)
        #expect(without.changes == [.teamChanged(name: "B", slug: nil), .teamReopened])
        #expect(throws: Refusal.self) { try team.edit(TeamEdit(name: " "), by: .operator, at: noon) }
        #expect(throws: Refusal.self) { try team.edit(TeamEdit(slug: .some("A b")), by: .operator, at: noon) }
    }

    @Test("a history that closes a closed team, or begins with one, is damaged")
    func mismatch() throws {
        #expect(throws: EventMismatch.self) { try team([.teamClosed]) }
        #expect(throws: EventMismatch.self) { try team(isClosed: false, [.teamReopened]) }
        let profile = TeamProfile(
            id: 42, name: "A", slug: nil, parentID: nil, isOrganization: false, closedAt: noon)
        #expect(throws: EventMismatch.self) { try Team.folded([.teamCreated(profile)]) }
    }

    @Test("a snapshot of a closed team is that of a closed team, by the name that it has then")
    func snapshot() throws {
        let team = try after(try team().edit(TeamEdit(name: "B"), by: .operator, at: noon), in: try team())
        let snapshot = team.snapshot(keeping: .usual, at: noon.adding(days: 500))
        let restored = try Team(
            Event(sequence: team.sequence, at: noon, by: .service, change: .teamSnapshot(snapshot)))
        #expect(restored.profile == team.profile && restored.profile.isClosed)
        #expect(restored.profile.name == "B")
        #expect(throws: Refusal.teamClosed(team: 42)) {
            try restored.addMember(.sample(9, .member), by: .operator, at: noon)
        }
    }

    @Test("what arrives with a team that was closed elsewhere is in it, and then it is closed")
    func arrives() throws {
        let arrivals = Arrivals(members: [.sample(1, .owner)], invites: [.sample(1)], closes: true)
        let team = try Team.folded([.teamCreated(.sample())] + arrivals.changes)
        #expect(team.members.count == 1 && team.invites.count == 1 && team.profile.isClosed)
        #expect(try team.takeIn(arrivals).changes.isEmpty)
    }
}
