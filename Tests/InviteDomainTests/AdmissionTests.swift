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
        try team.apply(Event(sequence: 4, at: noon, by: decision.author, change: decision.changes[0]))
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

    @Test("somebody whom nobody vouched for becomes a pending member, and the same words once more are the same wish")
    func signUp() throws {
        var team = try team(.sample(1, role: .admin, maxUses: 5))
        let decision = try redeem(team, Applicant(userID: nil, email: "Ada@Example.com", name: "Ada"))
        #expect(!decision.result.member.accepted)
        #expect(decision.result.member.userID == nil)
        try team.apply(Event(sequence: 4, at: noon, by: .newcomer, change: decision.changes[0]))
        #expect(team.invites[id]?.uses == 1)
        let again = try redeem(team, Applicant(userID: nil, email: "aDA@example.COM", name: "Ada"))
        #expect(again.changes.isEmpty && !again.result.isNew)
        #expect(again.result.member.email == "Ada@Example.com")
        let other = try redeem(team, Applicant(userID: nil, email: "ada@example.com", name: "Mallory"))
        #expect(other.result.isNew && other.changes.count == 1)
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
        let domains = InviteExtras(allowedEmailDomains: ["example.com"])
        let terms = InviteTerms.sample(1, expiresAt: noon.adding(seconds: 9), maxUses: 1, extras: domains)
        var editable = terms.editable
        editable.isPaused = true
        let used: Change = .inviteRedeemed(id, .sample(50, .member))
        let late = noon.adding(seconds: 9)
        let stranger = Applicant(userID: 99)

        let exhausted = try team(terms, [used])
        #expect(throws: Refusal.emailNotAllowed) { try redeem(exhausted, stranger) }
        let verified = Applicant(userID: 99, email: "a@example.com", isEmailVerified: true)
        #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(exhausted, verified) }
        let paused = try team(terms, [used, .inviteEdited(id, editable)])
        #expect(throws: Refusal.inviteDead(.paused)) { try redeem(paused, stranger) }
        #expect(throws: Refusal.inviteDead(.expired)) { try redeem(paused, stranger, at: late) }
        let revoked = try team(terms, [used, .inviteEdited(id, editable), .inviteRevoked(id)])
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
        let team = try team(.sample(1, extras: InviteExtras(allowedEmailDomains: ["example.com"])))
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

    private static let mark = SubmissionMark(random: (1, 2))

    private func form(
        _ email: String, _ name: String = "Fay", _ mark: SubmissionMark? = AdmissionTests.mark
    ) -> Applicant {
        Applicant(userID: nil, email: email, name: name, submission: mark?.digest)
    }

    /// The team after so many people were taken in or corrected what they had sent.
    private func team(_ invite: InviteTerms, asked applicants: Applicant...) throws -> Team {
        var team = try team(invite)
        for applicant in applicants {
            try team.record(redeem(team, applicant).changes, by: .newcomer, at: noon)
        }
        return team
    }

    @Test("at a link for one, who has mistyped an address mends it, and takes no second place")
    func correction() throws {
        let team = try team(
            .sample(1, maxUses: 1), asked: form("fay@exmaple.com"), form("fay@example.com"),
            form("fay@example.com", "Fay W."))
        #expect(team.members.count == 2 && team.invites[id]?.uses == 1)
        let member = try #require(team.members.last)
        #expect(member.email == "fay@example.com" && member.name == "Fay W." && member.id == 4)
        // A double tap on the last place, and nobody else.
        #expect(try redeem(team, form("fay@example.com", "Fay W.")).changes.isEmpty)
        #expect(try !redeem(team, form("fay@example.com", "Fay W.", nil)).result.isNew)
        for other in [form("fay@example.com", "Eve", nil), form("fay@example.com", "Eve", .init(random: (2, 1)))] {
            #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(team, other) }
        }
        #expect(throws: Refusal.self) { try redeem(team, form("no address")) }
    }

    @Test("a form that is passed on to somebody else, or goes back to, makes two people, and each corrects their own")
    func passedOn() throws {
        let team = try team(
            .sample(1, maxUses: 3), asked: form("bob@example.com", "Bob"), form("carol@exmaple.com", "Carol"),
            form("carol@example.com", "Carol"))
        let asked = team.members.filter { $0.inviteID == id }
        #expect(asked.map(\.email) == ["bob@example.com", "carol@example.com"])
        #expect(team.invites[id]?.uses == 2)
    }

    @Test("what two forms have said, neither changes: nobody takes away what another has asked for")
    func sharedWords() throws {
        let (hers, his) = (SubmissionMark(random: (1, 1)), SubmissionMark(random: (2, 2)))
        let words = ("bob@example.com", "Bob")
        for second in [his, nil] {
            let team = try team(
                .sample(1, maxUses: 2), asked: form(words.0, words.1, hers), form(words.0, words.1, second))
            #expect(team.members.count == 2 && team.invites[id]?.uses == 1)
            #expect(team.members.last?.submission == nil)
            #expect(try redeem(team, form(words.0, words.1, his)).changes.isEmpty)
            // It would be another person's.
            #expect(try redeem(team, form("zed@example.com", "Bob", hers)).result.isNew)
        }
    }

    @Test("a mark changes nobody who was let in or given a number, and nothing at another or a dead link")
    func markEnds() throws {
        let (asked, corrected) = (form("fay@exmaple.com"), form("fay@example.com"))
        for edit in [MemberEdit(accepted: true), MemberEdit(userID: 9)] {
            var team = try team(.sample(1, maxUses: 2), asked: asked)
            try team.apply(Event(sequence: 5, at: noon, by: .operator, change: .memberChanged(4, edit)))
            #expect(team.members.last?.submission == nil)
            #expect(try redeem(team, corrected).result.isNew)
            #expect(throws: EventMismatch.self) {
                try team.apply(
                    Event(sequence: 6, at: noon, by: .newcomer, change: .memberCorrected(4, email: "e@b.c", name: nil)))
            }
        }
        var team = try team(.sample(1, maxUses: 2), asked: asked)
        try team.apply(Event(sequence: 5, at: noon, by: .operator, change: .inviteCreated(.sample(2))))
        let other = InviteID(teamID: 42, random: 2)
        #expect(try team.redeem(other, by: corrected, as: .newcomer, at: noon).result.isNew)
        try team.apply(Event(sequence: 6, at: noon, by: .operator, change: .inviteRevoked(id)))
        #expect(throws: Refusal.inviteDead(.revoked)) { try redeem(team, corrected) }
        try team.apply(Event(sequence: 7, at: noon, by: .operator, change: .memberRemoved(4)))
        #expect(team.members.joined(by: id).map(\.submission) == [nil])
    }

    @Test("a form costs a place whoever's address is in it, so that neither the count nor preview tells of a member")
    func noOracleOfUses() throws {
        let known: Change = .memberAdded(
            MemberTerms(userID: 5, role: .member, accepted: true, email: "ada@example.com", name: "Ada"))
        for email in ["ada@example.com", "eve@example.com"] {
            let team = try team(.sample(1, maxUses: 2), [known])
            let decision = try redeem(team, form(email, "Ada", nil))
            #expect(decision.result.isNew && !decision.result.member.accepted, "\(email)")
            #expect(decision.changes.count == 1)
        }
    }

    @Test("a mark is 32 hex digits, and what is recorded is another text")
    func mark() {
        let mark = SubmissionMark(random: (0x0123_4567_89ab_cdef, 1))
        #expect(mark.text == "0123456789abcdef0000000000000001")
        #expect(SubmissionMark(mark.text) == mark && SubmissionMark(mark.text.uppercased()) == nil)
        #expect(SubmissionMark("") == nil && SubmissionMark(mark.text + "0") == nil)
        #expect(mark.digest == SecretDigest(of: mark.text[...]))
    }

    @Test("at a dead link an address tells nobody whether it is a member's", arguments: ["ada@example.com", "eve@b.c"])
    func noOracle(email: String) throws {
        let member: Change = .memberAdded(
            MemberTerms(userID: 5, role: .member, accepted: true, email: "ada@example.com"))
        let page = Applicant(userID: nil, email: email, name: "Ada")
        let used = try team(.sample(1, maxUses: 1), [member, .inviteRedeemed(id, .sample(50, .member))])
        #expect(throws: Refusal.inviteDead(.exhausted)) { try redeem(used, page) }
        let domains = InviteExtras(allowedEmailDomains: ["example.com"])
        #expect(throws: email.hasSuffix("example.com") ? Refusal.emailNotVerified : .emailNotAllowed) {
            try redeem(try team(.sample(1, extras: domains), [member]), page)
        }
    }
}
