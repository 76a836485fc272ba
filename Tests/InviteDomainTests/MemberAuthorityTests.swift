import InviteDomain
import InviteTestSupport
import Testing

/// Who may do what to whom.
@Suite struct MemberAuthorityTests {
    private func team() throws -> Team {
        let signedUp = MemberTerms(userID: nil, role: .member, accepted: false, email: "ada@example.com", name: "Ada")
        return try .folded([
            .teamCreated(.sample()), .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .owner)),
            .memberAdded(.sample(17, .admin)), .memberAdded(.sample(18, .member)), .memberAdded(signedUp),
        ])
    }

    @Test("nobody hands out a role above their own")
    func ceiling() throws {
        let team = try team()
        #expect(throws: Refusal.roleAboveOwn(role: .owner, own: .admin)) {
            try team.addMember(.sample(9, .owner), as: .admin, by: .user(17), at: noon)
        }
        #expect(throws: Refusal.roleAboveOwn(role: .owner, own: .admin)) {
            try team.changeMember(.user(18), MemberEdit(role: .owner), as: .admin, by: .user(17))
        }
        #expect(throws: Refusal.roleAboveOwn(role: .owner, own: .admin)) {
            try team.changeMember(.user(17), MemberEdit(role: .owner), as: .admin, by: .user(17))
        }
        #expect(try team.addMember(.sample(9, .admin), as: .admin, by: .user(17), at: noon).result.role == .admin)
    }

    @Test("nobody changes or removes who stands above them")
    func outranked() throws {
        let team = try team()
        for edit in [MemberEdit(role: .member), MemberEdit(accepted: false), MemberEdit(disableImpersonation: true)] {
            #expect(throws: Refusal.memberOutranks(.owner)) {
                try team.changeMember(.user(1), edit, as: .admin, by: .user(17))
            }
        }
        #expect(throws: Refusal.memberOutranks(.owner)) { try team.removeMember(.user(1), as: .admin, by: .user(17)) }
        #expect(try team.removeMember(.user(1), as: .owner, by: .user(2)).changes == [.memberRemoved(2)])
    }

    @Test("somebody who signed up is accepted, and told who they are, once")
    func identify() throws {
        var team = try team()
        let decision = try team.changeMember(
            .membership(6), MemberEdit(accepted: true, userID: 99), as: .admin, by: .user(17))
        #expect(decision.changes == [.memberChanged(6, MemberEdit(role: .member, accepted: true, userID: 99))])
        try team.apply(Event(sequence: 7, at: noon, by: .user(17), change: decision.changes[0]))
        #expect(team.members[.user(99)] == decision.result)
        #expect(team.acceptedRole(of: 99) == .member)
        #expect(throws: Refusal.self) { try team.changeMember(.membership(6), MemberEdit(userID: 98), by: .operator) }
        #expect(try team.changeMember(.membership(6), MemberEdit(userID: 99), by: .operator).changes.isEmpty)
    }

    @Test("nobody becomes somebody who is a member already")
    func identity() throws {
        #expect(throws: Refusal.memberExists(18, team: 42)) {
            try team().changeMember(.membership(6), MemberEdit(userID: 18), by: .operator)
        }
    }

    @Test("in a long list members are found, changed and removed as in a short one")
    func longList() throws {
        var changes: [Change] = [.teamCreated(.sample())]
        for user in 1...200 { changes.append(.memberAdded(.sample(UserID(integerLiteral: user), .member))) }
        changes += [.memberRemoved(51), .memberChanged(101, MemberEdit(role: .admin))]
        changes.append(.memberAdded(MemberTerms(userID: nil, role: .member, accepted: false, email: "a@b.c")))
        changes.append(.memberChanged(204, MemberEdit(userID: 999)))
        let team = try Team.folded(changes)
        #expect(team.members.count == 200)
        #expect(team.member(50) == nil)
        #expect(team.member(49)?.id == 50)
        #expect(team.member(51)?.id == 52)
        #expect(team.member(100)?.role == .admin)
        #expect(team.member(999)?.id == 204)
        #expect(team.members[.membership(51)] == nil)
        #expect(throws: EventMismatch.self) { try Team.folded(changes + [.memberAdded(.sample(200, .owner))]) }
        #expect(try Team.folded(changes + [.memberAdded(.sample(50, .owner))]).member(50)?.id == 206)
    }

    @Test("in a long list invites are found, used and revoked as in a short one")
    func manyInvites() throws {
        var changes: [Change] = [.teamCreated(.sample())]
        for random in 1...5000 { changes.append(.inviteCreated(.sample(UInt64(random)))) }
        for random in [1, 2500, 5000] as [UInt64] {
            changes.append(
                .inviteRedeemed(
                    InviteID(teamID: 42, random: random), .sample(UserID(integerLiteral: Int(random)), .member)))
        }
        let team = try Team.folded(changes)
        let used = team.invites.all.filter { $0.uses == 1 }.map(\.id.random)
        #expect(used == [1, 2500, 5000])
        #expect(team.invites[InviteID(teamID: 42, random: 5001)] == nil)
        #expect(team.invites[InviteID(teamID: 43, random: 1)] == nil)
    }
}
