import InviteDomain
import InviteTestSupport
import Testing

/// Whom an admin keeps out of a team, and what lets them in again.
@Suite struct KeptOutTests {
    private let id = InviteTerms.sample(1).id

    /// User 9 (2) was in the team; Ada (4) and Bob (5) signed up; all three are kept out.
    private func team(_ changes: [Change] = []) throws -> Team {
        try Team.folded(
            [
                .teamCreated(.sample()),
                .memberAdded(MemberTerms(userID: 9, role: .member, accepted: true, email: "nine@example.com")),
                .inviteCreated(.sample(1, maxUses: 3)), request("Ada@example.com"), request("bob@example.com"),
                .memberKeptOut(2), .memberKeptOut(4), .memberKeptOut(5),
            ] + changes)
    }

    private func request(_ email: String) -> Change {
        .inviteRedeemed(id, MemberTerms(userID: nil, role: .member, accepted: false, email: email, name: "N"))
    }

    private func redeem(_ team: Team, _ user: UserID?, _ email: String?, mark: SecretDigest? = nil) throws(Refusal)
        -> Decision<Redemption>
    {
        let applicant = Applicant(userID: user, email: email, name: "N", submission: mark)
        return try team.redeem(id, by: applicant, as: .operator, at: noon)
    }

    @Test("being kept out ends a membership or a waiting, and is remembered by user and address")
    func ends() throws {
        let team = try team()
        #expect(team.members.isEmpty)
        #expect(team.members.keptOut.map(\.id) == [2, 4, 5])
        #expect(team.members.keptOut.map(\.userID) == [9, nil, nil])
        #expect(team.members.keptOut.map(\.email) == ["nine@example.com", "Ada@example.com", "bob@example.com"])
        #expect(team.members.keptOut.allSatisfy { $0.since == noon })
        #expect(team.members.joined(by: id).map(\.id) == [4, 5])
        for unknown: [Change] in [[.memberKeptOut(9)], [.memberKeptOut(2)], [.memberReadmitted(3)]] {
            #expect(throws: EventMismatch.self) { try self.team(unknown) }
        }
    }

    @Test(
        "a user whom an application vouches for is refused by number and by address",
        arguments: [(9, nil), (8, "ADA@example.com"), (8, "nine@example.com"), (9, "new@example.com")]
            as [(UserID, String?)])
    func vouched(user: UserID, email: String?) throws {
        #expect(throws: Refusal.keptOut(team: 42)) { try redeem(try team(), user, email) }
        #expect(try redeem(try team(), 8, "eve@example.com").changes.count == 1)
        #expect(try redeem(try team(), 8, nil).changes.count == 1)
    }

    @Test("a dead link is dead for them too, and who is a member by another way stays one")
    func order() throws {
        #expect(throws: Refusal.inviteDead(.revoked)) { try redeem(try team([.inviteRevoked(id)]), 9, nil) }
        let full = try team([.inviteRedeemed(id, .sample(7, .member))])
        #expect(throws: Refusal.keptOut(team: 42)) { try redeem(full, 9, nil) }
        #expect(try redeem(full, 7, "ada@example.com").result.isNew == false)
    }

    @Test("at the sign-up page nothing is recorded of them, and they are told what everybody is told")
    func silent() throws {
        var policy = InvitePolicy()
        policy.maxPendingPerInvite = 1
        let mark = SubmissionMark(random: (1, 2)).digest
        for email in ["ada@example.com", "NINE@example.com"] {
            let decision = try redeem(try team(), nil, email)
            #expect(decision.changes.isEmpty)
            #expect(!decision.result.isNew)
            let applicant = Applicant(userID: nil, email: email, name: "N")
            let full = try team([request("eve@example.com")])
            #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(full, nil, email) }
            let edited = EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: 9)
            let crowded = try team([request("eve@example.com"), .inviteEdited(id, edited)])
            #expect(throws: Refusal.tooManyPending(limit: 1, byOneInvite: true)) {
                try crowded.redeem(id, by: applicant, as: .newcomer, at: noon, policy: policy)
            }
        }
        #expect(try redeem(try team(), nil, "eve@example.com").changes.count == 1)
        // Who corrects a form towards an address that is kept out changes nothing.
        let terms = MemberTerms(
            userID: nil, role: .member, accepted: false, email: "eve@example.com", name: "N", submission: mark)
        let waiting = try team([.inviteRedeemed(id, terms)])
        #expect(try redeem(waiting, nil, "mallory@example.com", mark: mark).changes.count == 1)
        #expect(try redeem(waiting, nil, "ada@example.com", mark: mark).changes.isEmpty)
    }

    @Test("whom an admin adds, accepts or makes a user is kept out no more, and nobody else")
    func lifted() throws {
        let byUser = try team([.memberAdded(.sample(9, .member, accepted: false))])
        #expect(byUser.members.keptOut.map(\.id) == [4, 5])
        let terms = MemberTerms(userID: 1, role: .member, accepted: true, email: "ada@EXAMPLE.com")
        #expect(try team([.memberAdded(terms)]).members.keptOut.map(\.id) == [2, 5])

        let waiting = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(.sample(1)), request("ada@example.com"),
            request("ada@example.com"), .memberKeptOut(3),
        ])
        func changed(_ edits: MemberEdit...) throws -> [MembershipID] {
            var team = waiting
            try team.record(edits.map { .memberChanged(4, $0) }, by: .operator, at: noon)
            return team.members.keptOut.map(\.id)
        }
        #expect(try changed(MemberEdit(role: .admin, accepted: false)) == [3])
        #expect(try changed(MemberEdit(accepted: true)).isEmpty)
        let known = try team([request("eve@example.com"), .memberChanged(9, MemberEdit(userID: 9))])
        #expect(known.members.keptOut.map(\.id) == [4, 5])
    }

    @Test("a member who has the address of somebody kept out lifts nothing by another role")
    func sameAddress() throws {
        let team = try Team.folded([
            .teamCreated(.sample()), .inviteCreated(.sample(1)),
            .memberAdded(MemberTerms(userID: 1, role: .member, accepted: true, email: "ada@example.com")),
            request("ada@example.com"), .memberKeptOut(4), .memberChanged(3, MemberEdit(role: .admin, accepted: true)),
        ])
        #expect(team.members.keptOut.map(\.id) == [4])
    }

    @Test("whoever is readmitted may try again, by all their names")
    func readmitted() throws {
        var team = try team([request("ADA@example.com"), .memberKeptOut(9)])
        #expect(throws: Refusal.notKeptOut(3, team: 42)) { try team.readmit([4, 3], by: .operator) }
        let decision = try team.readmit([4, 9, 4, 2], by: .operator)
        #expect(decision.changes == [.memberReadmitted(4), .memberReadmitted(2)])
        #expect(decision.result.map(\.id) == [4, 9, 2])
        try team.record(decision.changes, by: .operator, at: noon)
        #expect(team.members.keptOut.map(\.id) == [5])
        #expect(!team.members.keepsOut(userID: 9, email: "ada@example.com"))
    }

    @Test("an admin keeps out whom they decline or take out, and the last owner stays")
    func decided() throws {
        let team = try Team.folded([
            .teamCreated(.sample()), .memberAdded(.sample(1, .owner)), .memberAdded(.sample(2, .admin)),
            .memberAdded(.sample(3, .member, accepted: false)),
        ])
        let removal = try team.removeMember(.user(2), keepingOut: true, as: .admin, by: .operator)
        #expect(removal.changes == [.memberKeptOut(3)])
        #expect(throws: Refusal.memberOutranks(.owner)) {
            try team.removeMember(.user(1), keepingOut: true, as: .admin, by: .operator)
        }
        #expect(throws: Refusal.lastOwner(team: 42)) {
            try team.removeMember(.user(1), keepingOut: true, by: .operator)
        }
        let pending = team.pendingMembers()
        #expect(team.declineMembers(pending, keepingOut: true, by: .operator).changes == [.memberKeptOut(4)])
        #expect(team.declineMembers(pending, by: .operator).changes == [.memberRemoved(4)])
    }

    @Test("an import brings nobody back who is kept out")
    func imported() throws {
        let team = try team()
        let members: [MemberTerms] = [
            .sample(9, .member), .sample(8, .member),
            MemberTerms(userID: nil, role: .member, accepted: false, email: "bob@example.com"),
        ]
        #expect(team.lacking(Arrivals(members: members)).members.map(\.userID) == [8])
    }
}
