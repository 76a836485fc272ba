import InviteDomain
import InviteTestSupport
import Testing

/// Whether an invite admits somebody, and what is recorded of it.
@Suite struct AdmissionTests {
    private let id = InviteID(teamID: 42, random: 1)
    private let second: Int64 = 1000

    private func team(_ invite: InviteTerms, _ more: [Change] = []) throws -> Team {
        try .folded([.teamCreated(.sample()), .memberAdded(.sample(17, .admin)), .inviteCreated(invite)] + more)
    }

    private func redeem(
        _ team: Team, _ applicant: Applicant, at moment: Timestamp = noon
    ) throws(Refusal) -> Decision<Redemption> {
        try team.redeem(id, by: applicant, as: .user(99), at: moment)
    }

    @Test("a use and its membership are one event")
    func oneEvent() throws {
        var team = try team(.sample(1, maxUses: 2))
        let applicant = Applicant(userID: 99, email: "new@example.com", name: "New")
        let decision = try redeem(team, applicant)
        #expect(decision.changes.count == 1)
        try team.apply(Event(sequence: 4, at: noon, by: decision.actor, change: decision.changes[0]))
        let member = try #require(team.member(99))
        #expect(member == decision.result.member)
        #expect(decision.result.isNew)
        #expect(member.id == 4)
        #expect(member.inviteID == id)
        #expect(member.joinedAt == noon)
        #expect(member.role == .member && member.accepted)
        #expect(member.email == "new@example.com" && member.name == "New")
        let invite = try #require(team.invites[id])
        #expect(invite.uses == 1 && invite.remainingUses == 1 && invite.lastUsedAt == noon)
        #expect(invite.version == 1)
    }

    @Test("who is a member already costs nothing and stays what they are", arguments: [Role.member, .admin, .owner])
    func again(role: Role) throws {
        let used: Change = .inviteRedeemed(id, .sample(99, role))
        let team = try team(.sample(1, role: .admin, maxUses: 1), [used])
        let decision = try redeem(team, Applicant(userID: 99))
        #expect(decision.changes.isEmpty)
        #expect(!decision.result.isNew)
        #expect(decision.result.member.role == role)
    }

    @Test("a pending member is not let in by a link")
    func pending() throws {
        let pending: Change = .memberAdded(.sample(99, .admin, accepted: false))
        let decision = try redeem(try team(.sample(1), [pending]), Applicant(userID: 99))
        #expect(decision.changes.isEmpty)
        #expect(!decision.result.member.accepted)
    }

    @Test("somebody whom nobody vouched for becomes a pending member, once for each address")
    func signUp() throws {
        var team = try team(.sample(1, role: .admin, maxUses: 5))
        let decision = try redeem(team, Applicant(userID: nil, email: "Ada@Example.com", name: "Ada"))
        #expect(!decision.result.member.accepted)
        #expect(decision.result.member.userID == nil)
        try team.apply(Event(sequence: 4, at: noon, by: .newcomer, change: decision.changes[0]))
        #expect(team.invites[id]?.uses == 1)
        let again = try redeem(team, Applicant(userID: nil, email: "aDA@example.COM", name: "Mallory"))
        #expect(again.changes.isEmpty)
        #expect(again.result.member.name == "Ada")
        // A user with the same address is somebody else: an address proves nothing.
        let user = try redeem(team, Applicant(userID: 99, email: "ada@example.com", isEmailVerified: true))
        #expect(user.result.isNew)
    }

    @Test("an invite ends at its very moment, for members too")
    func expiry() throws {
        let team = try team(.sample(1, expiresAt: noon.adding(seconds: 1)), [.memberAdded(.sample(5, .member))])
        let last = Timestamp(milliseconds: noon.milliseconds + second - 1)
        #expect(try redeem(team, Applicant(userID: 99), at: last).result.isNew)
        for user in [99, 5] as [UserID] {
            #expect(throws: Refusal.inviteDead(.expired)) {
                try redeem(team, Applicant(userID: user), at: noon.adding(seconds: 1))
            }
        }
    }

    @Test("of several reasons the first in order is told: revoked, expired, paused, e-mail, used up")
    func order() throws {
        let domains = Invite.Extras(allowedEmailDomains: ["example.com"])
        let terms = InviteTerms.sample(1, expiresAt: noon.adding(seconds: 9), maxUses: 1, extras: domains)
        var settings = terms.settings
        settings.isPaused = true
        let used: Change = .inviteRedeemed(id, .sample(50, .member))
        let late = noon.adding(seconds: 9)
        let stranger = Applicant(userID: 99)

        let exhausted = try team(terms, [used])
        #expect(throws: Refusal.emailNotAllowed) { try redeem(exhausted, stranger) }
        let verified = Applicant(userID: 99, email: "a@example.com", isEmailVerified: true)
        #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(exhausted, verified) }
        let paused = try team(terms, [used, .inviteEdited(id, settings)])
        #expect(throws: Refusal.inviteDead(.paused)) { try redeem(paused, stranger) }
        #expect(throws: Refusal.inviteDead(.expired)) { try redeem(paused, stranger, at: late) }
        let revoked = try team(terms, [used, .inviteEdited(id, settings), .inviteRevoked(id)])
        #expect(throws: Refusal.inviteDead(.revoked)) { try redeem(revoked, stranger, at: late) }
        #expect(throws: Refusal.inviteNotFound) {
            try revoked.redeem(InviteID(teamID: 42, random: 2), by: stranger, as: .operator, at: noon)
        }
        #expect(throws: Refusal.inviteNotFound) {
            try revoked.redeem(InviteID(teamID: 43, random: 1), by: stranger, as: .operator, at: noon)
        }
    }

    @Test(
        "a rule about e-mail addresses needs the right domain, whole, and a verified address",
        arguments: [
            ("a@example.com", true, nil), ("a@EXAMPLE.com", true, nil),
            ("a@example.com", false, Refusal.emailNotVerified), ("a@evil-example.com", true, .emailNotAllowed),
            ("a@example.com.evil.net", true, .emailNotAllowed), ("a@sub.example.com", true, .emailNotAllowed),
            ("a@example.com@evil.net", true, .emailNotAllowed), (nil, true, .emailNotAllowed),
            ("example.com", true, .emailNotAllowed),
        ] as [(String?, Bool, Refusal?)])
    func domains(email: String?, isVerified: Bool, refusal: Refusal?) throws {
        let team = try team(.sample(1, extras: Invite.Extras(allowedEmailDomains: ["example.com"])))
        let applicant = Applicant(userID: 99, email: email, isEmailVerified: isVerified)
        do {
            #expect(try redeem(team, applicant).result.isNew)
            #expect(refusal == nil)
        } catch {
            #expect(error == refusal)
        }
    }

    @Test("what an applicant says of themselves has its limits")
    func limits() throws {
        let team = try team(.sample(1))
        #expect(throws: Refusal.self) { try redeem(team, Applicant(userID: 99, email: "no address")) }
        #expect(throws: Refusal.self) { try redeem(team, Applicant(userID: 99, name: "a\nb")) }
    }

    @Test("what an invite was used for stays known when the member has left")
    func redemptions() throws {
        let team = try team(
            .sample(1, maxUses: 2),
            [
                .inviteRedeemed(id, .sample(98, .member)), .inviteRedeemed(id, .sample(99, .member)), .memberRemoved(4),
                .memberAdded(.sample(98, .member)), .memberRemoved(7),
            ])
        #expect(team.members.joined(by: id).map(\.id) == [4, 5])
        #expect(team.invites[id]?.uses == 2)
        // And the use is not given back.
        #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(team, Applicant(userID: 97)) }
    }

    @Test("at a dead link an address tells nobody whether it is a member's", arguments: ["ada@example.com", "eve@b.c"])
    func noOracle(email: String) throws {
        let member: Change = .memberAdded(
            MemberTerms(userID: 5, role: .member, accepted: true, email: "ada@example.com"))
        let page = Applicant(userID: nil, email: email, name: "Ada")
        let used = try team(.sample(1, maxUses: 1), [member, .inviteRedeemed(id, .sample(50, .member))])
        #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(used, page) }
        let domains = Invite.Extras(allowedEmailDomains: ["example.com"])
        #expect(throws: email.hasSuffix("example.com") ? Refusal.emailNotVerified : .emailNotAllowed) {
            try redeem(try team(.sample(1, extras: domains), [member]), page)
        }
    }
}
