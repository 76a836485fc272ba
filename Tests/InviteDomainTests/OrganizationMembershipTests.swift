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

    /// Lets so many join by the invite in all.
    private func allow(uses: Int) throws {
        var edit = InviteEdit()
        edit.maxUses = .some(uses)
        _ = try store.update(43) { team, now in
            try team.editInvite(id, edit, as: .owner, by: .user(1), at: now, policy: InvitePolicy())
        }
    }

    private func members(_ team: TeamID) throws -> [UserID?] { try store.read(team) { $0.members.map(\.userID) } ?? [] }

    private func add(_ terms: MemberTerms, to team: TeamID = 43) throws {
        _ = try store.addMember(to: team) { team, now in try team.addMember(terms, by: .user(1), at: now) }
    }

    /// Changes the last member of team 43.
    private func change(_ edit: MemberEdit) throws {
        let last = try #require(try store.read(43) { $0.members.last } ?? nil)
        _ = try store.changeMember(.membership(last.id), edit, of: 43, by: .user(1))
    }

    /// Takes the last member out of the organization.
    private func takeOut() throws {
        _ = try store.update(7) { team, _ in
            try team.removeMember(.membership(try #require(team.members.last).id), by: .user(1))
        }
    }

    /// Who signed up, and was accepted, as nobody's number.
    private static let nameless = MemberTerms(userID: nil, role: .member, accepted: true, email: "ada@example.com")

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
        for _ in 1...2 { try change(MemberEdit(accepted: true)) }
        #expect(try store.read(7) { $0.members.map(\.email) } == [nil, "a@b.c"])
    }

    @Test(
        "who was taken out of the organization is not let in again by clicking again, or by anybody who knows an address"
    )
    func takenOut() throws {
        try add(MemberTerms(userID: 99, role: .member, accepted: true, email: "ada@example.com"))
        _ = try store.update(7) { team, _ in try team.removeMember(.user(99), by: .user(1)) }
        let again = try #require(try store.redeem(id, by: Applicant(userID: 99), as: .user(99)))
        #expect(!again.redemption.isNew)
        let page = Applicant(userID: nil, email: "ada@example.com", name: "Mallory")
        try allow(uses: 2)
        #expect(try #require(try store.redeem(id, by: page, as: .newcomer)).redemption.member.accepted == false)
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
        try allow(uses: 2)
        _ = try store.redeem(id, by: Applicant(userID: nil, email: "ada@example.com", name: "M"), as: .newcomer)
        #expect(try members(7) == [1])
    }

    @Test("of two with one address who are accepted together, the one who may enter the organization does")
    func acceptedTogether() throws {
        try add(Self.nameless)
        try takeOut()
        // Not let in again by being accepted again; the second is let in now.
        try add(MemberTerms(userID: nil, role: .member, accepted: false, email: "ada@example.com"))
        let references = try #require(
            try store.read(43) { $0.members.suffix(2).map { MemberReference.membership($0.id) } })
        let accepted = try #require(try store.acceptMembers(references, of: 43, by: .user(1)))
        #expect(accepted.allSatisfy(\.accepted) && accepted.count == 2)
        #expect(try store.read(7) { $0.members.map(\.email) } == [nil, "ada@example.com"])
        // Two who may are one member there.
        _ = try store.acceptMembers(references, of: 43, by: .user(1))
        #expect(try members(7).count == 2)
    }

    private static let edits = [
        MemberEdit(), MemberEdit(disableImpersonation: true), MemberEdit(role: .admin), MemberEdit(accepted: true),
    ]

    @Test("an edit that lets nobody in brings nobody back who was taken out of the organization", arguments: edits)
    func edited(_ edit: MemberEdit) throws {
        for terms in [.sample(99, .member), Self.nameless] {
            try add(terms)
            #expect(try members(7) == [1, terms.userID])
            try takeOut()
            try change(edit)
            #expect(try members(7) == [1])
        }
        // Nor does the number of somebody who had none when they were taken out.
        try change(MemberEdit(accepted: true, userID: 98))
        #expect(try members(43) == [1, 99, 98])
        #expect(try members(7) == [1])
    }

    @Test("nor does it bring somebody in who never was there")
    func neverThere() throws {
        _ = try store.update(43) { team, now in try team.addMember(.sample(99, .member), by: .user(1), at: now) }
        for edit in Self.edits.dropLast() { try change(edit) }
        #expect(try members(7) == [1])
        // But the acceptance that a death may have interrupted is completed when it is sent again.
        try change(MemberEdit(accepted: true))
        #expect(try members(7) == [1, 99])
    }

    @Test("who was taken out and is let in anew is in the organization again")
    func letInAnew() throws {
        try add(MemberTerms(userID: 99, role: .member, accepted: true))
        try takeOut()
        try change(MemberEdit(accepted: false))
        #expect(try members(7) == [1])
        try change(MemberEdit(accepted: true))
        #expect(try members(7) == [1, 99])
    }

    @Test(
        "who is given a number is no second person in the organization",
        arguments: [MemberEdit(userID: 99), MemberEdit(accepted: true, userID: 99)])
    func identified(_ edit: MemberEdit) throws {
        try add(Self.nameless)
        #expect(try members(7) == [1, nil])
        try change(edit)
        #expect(try members(43) == [1, 99])
        #expect(try members(7) == [1, 99])
        try change(edit)
        #expect(try members(7) == [1, 99])
    }

    @Test("an address alone leads to no power in the organization, and to no membership that waits there")
    func addressOfOthers() throws {
        var terms = MemberTerms(userID: nil, role: .owner, accepted: true, email: "ada@example.com")
        try add(terms, to: 7)
        terms = MemberTerms(userID: nil, role: .member, accepted: false, email: "eve@example.com")
        try add(terms, to: 7)
        for email in ["ada@example.com", "eve@example.com"] {
            try add(MemberTerms(userID: nil, role: .member, accepted: false, email: email))
            let user: UserID = email.hasPrefix("a") ? 98 : 99
            try change(MemberEdit(accepted: true, userID: user))
            let entered = try #require(try store.read(7) { $0.member(user) } ?? nil)
            #expect(entered.role == .member && entered.accepted)
        }
        #expect(try members(7) == [1, nil, nil, 98, 99])
        // Nor does the address that an application tells of a user.
        try add(Self.nameless, to: 43)
        _ = try store.redeem(id, by: Applicant(userID: 97, email: "eve@example.com"), as: .user(97))
        #expect(try members(7) == [1, nil, nil, 98, 99, 97])
    }

    @Test("who is kept out of the organization stays out of it when a team admits them, and the other way round")
    func keptOut() throws {
        try add(.sample(8, .member))
        _ = try store.update(7) { team, _ in try team.removeMember(.user(8), keepingOut: true, by: .operator) }
        _ = try store.update(43) { team, _ in try team.removeMember(.user(8), by: .operator) }
        try add(.sample(8, .member))
        #expect(try members(43) == [1, 8])
        #expect(try members(7) == [1])
        #expect(try store.read(7) { $0.hasTakenOut(try #require($0.members.first)) } == false)
        let joined = try #require(try store.read(43) { $0.member(8) } ?? nil)
        #expect(try store.read(7) { $0.hasTakenOut(joined) } == true)
        // Out of the team, in the organization.
        try add(.sample(8, .member), to: 7)
        _ = try store.update(43) { team, _ in try team.removeMember(.user(8), keepingOut: true, by: .operator) }
        #expect(try members(7) == [1, 8])
        #expect(throws: Refusal.keptOut(team: 43)) {
            try store.redeem(id, by: Applicant(userID: 8), as: .user(8))
        }
    }

    @Test("an address that waits in vain in the organization is not taken in by a number that a team gives it")
    func keptOutAddress() throws {
        let pending = MemberTerms(userID: nil, role: .member, accepted: false, email: "ada@example.com")
        try add(pending, to: 7)
        _ = try store.update(7) { team, _ in
            team.declineMembers(team.pendingMembers(), keepingOut: true, by: .operator)
        }
        try add(Self.nameless)
        try change(MemberEdit(userID: 9))
        #expect(try members(7) == [1])
        #expect(try members(43) == [1, 9])
    }
}
