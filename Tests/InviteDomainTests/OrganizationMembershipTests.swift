import InviteDomain
import InviteTestSupport
import Testing

/// Joining a team of an organization: two histories, one after the other.
@Suite struct OrganizationMembershipTests {
    private let store = MemoryTeamStore(clock: { noon })
    private let id = InviteID(teamID: 43, random: 1)

    init() throws {
        try store.populate(.sample(7, isOrganization: true), [(1, .owner)])
        try store.populate(.sample(43, parent: 7), [(1, .owner)])
        _ = try store.update(43) { team, now in
            var options = InviteOptions()
            options.maxUses = 1
            return try team.createInvite(
                options, as: .owner, by: .user(1), random: 1, at: now, policy: InvitePolicy())
        }
    }

    private func members(_ team: TeamID) throws -> [UserID?] { try store.read(team) { $0.members.map(\.userID) } ?? [] }

    @Test("who joins a team joins its organization, as an ordinary member")
    func joins() throws {
        let outcome = try #require(try store.redeem(id, by: Applicant(userID: 99, name: "Ada"), as: .user(99)))
        #expect(outcome.redemption.isNew)
        #expect(try members(43) == [1, 99])
        let inOrganization = try #require(try store.read(7) { $0.member(99) } ?? nil)
        #expect(inOrganization.role == .member && inOrganization.accepted && inOrganization.name == "Ada")
    }

    @Test("who is in the organization already stays what they are there")
    func known() throws {
        _ = try store.redeem(id, by: Applicant(userID: 1), as: .user(1))
        #expect(try store.read(7) { $0.sequence } == 2)
        #expect(try store.read(7) { $0.acceptedRole(of: 1) } == .owner)
    }

    @Test("a death between the two is completed by the same request, and costs no second use")
    func death() throws {
        store.failure(of: 7, StoreError(.unavailable, "dead"))
        #expect(throws: StoreError.self) { try store.redeem(id, by: Applicant(userID: 99), as: .user(99)) }
        #expect(try members(43) == [1, 99])
        store.failure(of: 7, nil)
        #expect(try members(7) == [1])
        let again = try #require(try store.redeem(id, by: Applicant(userID: 99), as: .user(99)))
        #expect(!again.redemption.isNew)
        #expect(try members(7) == [1, 99])
        #expect(try store.read(43) { $0.invites[id]?.uses } == 1)
    }

    @Test("whom no invite admits is not let into the organization either")
    func refused() throws {
        _ = try store.redeem(id, by: Applicant(userID: 98), as: .user(98))
        #expect(throws: Refusal.inviteDead(.exhausted)) {
            try store.redeem(id, by: Applicant(userID: 99), as: .user(99))
        }
        #expect(try members(7) == [1, 98])
    }

    @Test("somebody who signed up enters the organization when they are accepted, not before")
    func pending() throws {
        _ = try store.redeem(id, by: Applicant(userID: nil, email: "a@b.c", name: "Ada"), as: .newcomer)
        #expect(try members(7) == [1])
        for _ in 1...2 {
            _ = try store.updateMembership(43) { team, _ in
                let member = try #require(team.members.last)
                return try team.changeMember(.membership(member.id), MemberEdit(accepted: true), by: .user(1))
                    .map { ($0, ()) }
            }
        }
        #expect(try store.read(7) { $0.members.map(\.email) } == [nil, "a@b.c"])
    }

    @Test(
        "who was taken out of the organization is not let in again by clicking again, or by anybody who knows an address"
    )
    func takenOut() throws {
        _ = try store.updateMembership(43) { team, now in
            let terms = MemberTerms(userID: 99, role: .member, accepted: true, email: "ada@example.com")
            return try team.addMember(terms, by: .user(1), at: now).map { ($0, ()) }
        }
        _ = try store.update(7) { team, _ in try team.removeMember(.user(99), by: .user(1)) }
        let again = try #require(try store.redeem(id, by: Applicant(userID: 99), as: .user(99)))
        #expect(!again.redemption.isNew)
        let page = Applicant(userID: nil, email: "ada@example.com", name: "Mallory")
        #expect(try #require(try store.redeem(id, by: page, as: .newcomer)).redemption.isNew == false)
        #expect(try members(7) == [1])
        // Somebody whom another invite admits is in again.
        _ = try store.update(43) { team, _ in try team.removeMember(.user(99), by: .user(1)) }
        #expect(try #require(try store.redeem(id, by: Applicant(userID: 99), as: .user(99))).redemption.isNew)
        #expect(try members(7) == [1, 99])
    }

    @Test("an address at the sign-up page brings nobody into the organization whom a death kept out")
    func addressAlone() throws {
        store.failure(of: 7, StoreError(.unavailable, "dead"))
        #expect(throws: StoreError.self) {
            try store.redeem(id, by: Applicant(userID: 99, email: "ada@example.com"), as: .user(99))
        }
        store.failure(of: 7, nil)
        _ = try? store.redeem(id, by: Applicant(userID: nil, email: "ada@example.com", name: "M"), as: .newcomer)
        #expect(try members(7) == [1])
    }
}
