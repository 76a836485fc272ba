import InviteDomain
import InviteTestSupport
import Testing

@Suite struct CreateInviteTests {
    private func create(
        _ options: InviteOptions = InviteOptions(),
        in team: Team? = nil,
        as authority: Role = .admin,
        policy: InvitePolicy = InvitePolicy()
    ) throws -> Decision<Invite> {
        try (team ?? .sample()).createInvite(options, as: authority, by: .user(17), random: 7, at: noon, policy: policy)
    }

    private func options(_ change: (inout InviteOptions) -> Void) -> InviteOptions {
        var options = InviteOptions()
        change(&options)
        return options
    }

    @Test("without options an invite lives seven days, for members, without a limit")
    func defaults() throws {
        let decision = try create()
        let invite = decision.result
        #expect(invite.id == InviteID(teamID: 42, random: 7))
        #expect(invite.createdBy == .user(17))
        #expect(invite.createdAt == noon)
        #expect(invite.role == .member)
        #expect(invite.expiresInDays == 7)
        #expect(invite.expiresAt == noon.adding(days: 7))
        #expect(invite.maxUses == nil)
        #expect(invite.extras == InviteExtras())
        #expect(decision.changes.count == 1)
    }

    @Test("the invite that is shown is the one that the ledger will tell")
    func resultIsWhatIsFolded() throws {
        let options = options {
            $0.expiry = .days(30)
            $0.maxUses = 3
            $0.name = "Spring"
            $0.allowedEmailDomains = ["EXAMPLE.com", "example.com"]
            $0.metadata = ["a": "b"]
        }
        var team = try Team.sample()
        let decision = try create(options, in: team)
        let event = Event(sequence: 3, at: noon, by: decision.author, change: decision.changes[0])
        try team.apply(event)
        #expect(team.invites.all == [decision.result])
        #expect(decision.result.extras.allowedEmailDomains == ["example.com"])
    }

    @Test("an expiry may be named in days, as a moment, or as never")
    func expiries() throws {
        #expect(try create(options { $0.expiry = .never }).result.expiresAt == nil)
        #expect(try create(options { $0.expiry = .never }).result.expiresInDays == nil)
        #expect(try create(options { $0.expiry = .days(365) }).result.expiresAt == noon.adding(days: 365))
        let next = Timestamp(milliseconds: noon.milliseconds + 1)
        #expect(try create(options { $0.expiry = .at(next) }).result.expiresAt == next)
        #expect(try create(options { $0.expiry = .at(next) }).result.expiresInDays == nil)
        var policy = InvitePolicy()
        policy.expiresInDays = 2
        #expect(try create(policy: policy).result.expiresAt == noon.adding(days: 2))
    }

    @Test("every option has its limits", arguments: Self.badOptions)
    func limits(field: String, options: InviteOptions) throws {
        let error = #expect(throws: Refusal.self) { try create(options) }
        guard case .invalid(let found, _)? = error else {
            Issue.record("refused for another reason: \(String(describing: error))")
            return
        }
        #expect(found == field)
    }

    private static let badOptions: [(String, InviteOptions)] = {
        func bad(_ field: String, _ change: (inout InviteOptions) -> Void) -> (String, InviteOptions) {
            var options = InviteOptions()
            change(&options)
            return (field, options)
        }
        let many = Dictionary(uniqueKeysWithValues: (0..<51).map { ("k\($0)", "") })
        return [
            bad("expiresInDays") { $0.expiry = .days(0) }, bad("expiresInDays") { $0.expiry = .days(366) },
            bad("expiresInDays") { $0.expiry = .days(-1) }, bad("expiresAt") { $0.expiry = .at(noon) },
            bad("maxUses") { $0.maxUses = 0 }, bad("maxUses") { $0.maxUses = -1 },
            bad("maxUses") { $0.maxUses = 2_147_483_648 }, bad("name") { $0.name = "" },
            bad("name") { $0.name = " \u{3000}" },
            bad("name") { $0.name = String(repeating: "x", count: 101) }, bad("name") { $0.name = "a\nb" },
            bad("name") { $0.name = "a\u{202E}b" }, bad("name") { $0.name = "a\u{0}" },
            bad("allowedEmailDomains") { $0.allowedEmailDomains = ["example"] },
            bad("allowedEmailDomains") { $0.allowedEmailDomains = ["@example.com"] },
            bad("allowedEmailDomains") { $0.allowedEmailDomains = ["-a.com"] },
            bad("allowedEmailDomains") { $0.allowedEmailDomains = ["a..com"] },
            bad("allowedEmailDomains") { $0.allowedEmailDomains = (0..<51).map { "a\($0).com" } },
            bad("metadata") { $0.metadata = many }, bad("metadata") { $0.metadata = ["": "x"] },
            bad("metadata") { $0.metadata = [String(repeating: "k", count: 41): ""] },
            bad("metadata") { $0.metadata = ["k": String(repeating: "v", count: 501)] },
        ]
    }()

    @Test("what is just within the limits is taken")
    func withinLimits() throws {
        let options = options {
            $0.expiry = .days(1)
            $0.maxUses = 2_147_483_647
            $0.name = String(repeating: "é", count: 100)
            $0.allowedEmailDomains = (0..<50).map { "a\($0).com" }
            $0.metadata = [String(repeating: "k", count: 40): String(repeating: "v", count: 500)]
        }
        #expect(try create(options).result.maxUses == 2_147_483_647)
    }

    @Test("a link grants at most the operator's ceiling and the creator's own role")
    func ceilings() throws {
        var policy = InvitePolicy()
        let owner = options { $0.role = .owner }
        let admin = options { $0.role = .admin }
        #expect(throws: Refusal.roleAboveCeiling(role: .admin, ceiling: .member)) { try create(admin, policy: policy) }
        policy.maxRole = .owner
        #expect(throws: Refusal.roleAboveCeiling(role: .owner, ceiling: .admin)) { try create(owner, policy: policy) }
        #expect(try create(admin, policy: policy).result.role == .admin)
        #expect(try create(owner, as: .owner, policy: policy).result.role == .owner)
    }

    @Test("a team may have so many live invites and no more; expired and revoked ones do not count")
    func activeLimit() throws {
        func terms(_ random: UInt64, until: Timestamp?) -> Change {
            .inviteCreated(.sample(random, expiresAt: until))
        }
        let start: [Change] = [.teamCreated(.sample()), terms(1, until: nil), terms(2, until: noon)]
        var policy = InvitePolicy()
        policy.maxActive = 2
        // One lives, one expires at this very moment: there is room for one more.
        _ = try create(in: try .folded(start), policy: policy)
        let full = start + [terms(3, until: nil)]
        #expect(throws: Refusal.tooManyActiveInvites(limit: 2)) { try create(in: try .folded(full), policy: policy) }
        let revoked = full + [.inviteRevoked(InviteID(teamID: 42, random: 1))]
        _ = try create(in: try .folded(revoked), policy: policy)
    }

    @Test("an invite is expired from the very moment on")
    func status() throws {
        let invite = try create(options { $0.expiry = .at(noon.adding(seconds: 1)) }).result
        #expect(invite.status(at: Timestamp(milliseconds: noon.milliseconds + 999)) == .active)
        #expect(invite.status(at: noon.adding(seconds: 1)) == .expired)
    }

    @Test("an invite is revoked once; again changes nothing, and an unknown one is refused")
    func revoke() throws {
        var team = try Team.sample()
        let id = InviteID(teamID: 42, random: 7)
        #expect(throws: Refusal.inviteNotFound) { try team.revokeInvite(id, by: .operator, at: noon) }
        try team.apply(Event(sequence: 3, at: noon, by: .user(17), change: try create().changes[0]))
        let changes = try team.revokeInvite(id, by: .operator, at: noon).changes
        #expect(changes == [.inviteRevoked(id)])
        try team.apply(Event(sequence: 4, at: noon, by: .operator, change: changes[0]))
        #expect(team.invites[id]?.status(at: noon) == .revoked)
        #expect(try team.revokeInvite(id, by: .operator, at: noon).changes.isEmpty)
    }
}
