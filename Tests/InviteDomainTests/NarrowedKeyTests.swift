import InviteDomain
import InviteTestSupport
import Testing

/// What a credential that is narrowed to some teams may do, and which keys somebody may make.
@Suite struct NarrowedKeyTests {
    private func caller(
        _ user: UserID = 1, admin: Bool = false, canVouch: Bool = false, scopes: [Scope]? = nil, teams: [TeamID]?
    ) -> Caller {
        Caller(
            userID: user, credentialID: "test", isInstanceAdmin: admin, canVouch: canVouch, scopes: scopes,
            teams: teams)
    }

    @Test("a team outside is one in which everybody is a stranger, members and administrators alike")
    func strangers() throws {
        let team = try Team.sample(.sample(parent: 7), [(1, .owner), (3, .member)])
        for who in [caller(1, teams: [43, 7]), caller(3, teams: []), caller(9, admin: true, teams: [43, 7])] {
            #expect(team.acceptedRole(of: who) == nil)
            #expect(throws: Refusal.notAMember(team: 42)) { try team.authority(of: who) }
            #expect(throws: Refusal.notAMember(team: 42)) { try team.requireVisible(to: who) }
            let standing = OrganizationStanding(organization: 7, role: .owner)
            #expect(throws: Refusal.notAMember(team: 42)) { try team.authority(of: who, organization: standing) }
            #expect(throws: Refusal.notAMember(team: 42)) { try team.requireVisible(to: who, organization: standing) }
            #expect(Team.missing(42, for: who, organization: standing) == .notAMember(team: 42))
            #expect(throws: Refusal.notAMember(team: 42)) { try who.requireReach(42) }
        }
    }

    @Test("in its own teams it is what its user is")
    func own() throws {
        let team = try Team.sample(.sample(), [(1, .owner), (3, .member)])
        #expect(try team.authority(of: caller(1, teams: [42, 43])) == .owner)
        #expect(try team.authority(of: caller(9, admin: true, teams: [42])) == .owner)
        try team.requireVisible(to: caller(3, teams: [42]))
        #expect(throws: Refusal.roleTooLow(user: 3, required: .admin, team: 42)) {
            try team.authority(of: caller(3, teams: [42]))
        }
        #expect(Team.missing(42, for: caller(9, admin: true, teams: [42])) == .teamNotFound(team: 42))
    }

    @Test(
        "nobody makes a key that may do more than their own credential",
        arguments: [
            (Caller(userID: 1, credentialID: ""), KeyTerms(userID: 1), nil),
            (Caller(userID: 1, credentialID: ""), KeyTerms(userID: 2), "userId"),
            (Caller(userID: 1, credentialID: ""), KeyTerms(userID: 1, isInstanceAdmin: true), "instanceAdmin"),
            (Caller(userID: 1, credentialID: ""), KeyTerms(userID: 1, canVouch: true), "canVouch"),
            (admin(), KeyTerms(userID: 2, isInstanceAdmin: true), nil),
            (admin(), KeyTerms(userID: 2, canVouch: true), "canVouch"),
            (admin(canVouch: true), KeyTerms(userID: 2, canVouch: true), nil),
            (admin(scopes: [.profileRead]), KeyTerms(userID: 2), "scopes"),
            (admin(scopes: [.profileRead]), narrowed(scopes: [.profileRead, .teamProfileRead]), "scopes"),
            (admin(scopes: [.profileRead]), narrowed(scopes: [.profileRead]), nil),
            (admin(scopes: [.organizationProfileRead]), narrowed(scopes: [.teamProfileRead]), nil),
            (admin(scopes: [.teamProfileRead]), narrowed(scopes: [.organizationProfileRead]), "scopes"),
            (admin(teams: [42]), KeyTerms(userID: 2), "teams"),
            (admin(teams: [42]), narrowed(teams: [42, 43]), "teams"),
            (admin(teams: [42, 43]), narrowed(teams: [43]), nil),
            (admin(), narrowed(scopes: [.profileRead], teams: [43]), nil),
        ] as [(Caller, KeyTerms, String?)])
    func issuing(by caller: Caller, terms: KeyTerms, excess: String?) {
        let refusal: Refusal?
        do throws(Refusal) {
            try caller.requireMayIssue(terms)
            refusal = nil
        } catch {
            refusal = error
        }
        #expect(refusal == excess.map { .keyAboveOwn(field: $0) })
    }

    private static func admin(canVouch: Bool = false, scopes: [Scope]? = nil, teams: [TeamID]? = nil) -> Caller {
        Caller(
            userID: 1, credentialID: "", isInstanceAdmin: true, canVouch: canVouch, scopes: scopes, teams: teams)
    }

    private static func narrowed(scopes: [Scope]? = nil, teams: [TeamID]? = nil) -> KeyTerms {
        KeyTerms(userID: 2, reach: Reach(scopes: scopes, teams: teams))
    }

    @Test("a key's terms have limits, and what is named twice counts once")
    func terms() throws {
        let terms = KeyTerms(
            userID: 1, expiresInDays: 36_500, reach: Reach(scopes: [.profileRead, .profileRead], teams: [9, 8, 9]))
        #expect(try terms.validated().reach == Reach(scopes: [.profileRead], teams: [9, 8]))
        let most = (1...250).map { TeamID(integerLiteral: $0) }
        #expect(try KeyTerms(userID: 1, reach: Reach(teams: most + most)).validated().reach.teams == most)
        let wrong = [
            ("expiresInDays", KeyTerms(userID: 1, expiresInDays: 0)),
            ("expiresInDays", KeyTerms(userID: 1, expiresInDays: 36_501)),
            ("scopes", KeyTerms(userID: 1, reach: Reach(scopes: []))),
            ("teams", KeyTerms(userID: 1, reach: Reach(teams: []))),
            ("teams", KeyTerms(userID: 1, reach: Reach(teams: most + [251]))), ("note", KeyTerms(userID: 1, note: "")),
        ]
        for (field, terms) in wrong {
            let refusal = #expect(throws: Refusal.self) { try terms.validated() }
            guard case .invalid(field, _)? = refusal else {
                Issue.record("\(field): \(String(describing: refusal))")
                continue
            }
        }
    }

    @Test("keys of one's own user are looked after by that user, all by administrators, within their teams")
    func lookingAfter() {
        func key(_ user: UserID, _ teams: [TeamID]? = nil, _ kind: Credential.Kind = .apiKey) -> Credential {
            Credential(
                kind: kind, digest: SecretDigest(of: "k"), userID: user, createdAt: noon, reach: Reach(teams: teams))
        }
        #expect(caller(1, teams: nil).looksAfter(key(1)))
        #expect(!caller(1, teams: nil).looksAfter(key(2)))
        #expect(caller(1, admin: true, teams: nil).looksAfter(key(2)))
        #expect(!caller(1, admin: true, teams: [42]).looksAfter(key(2)))
        #expect(!caller(1, admin: true, teams: [42]).looksAfter(key(1, [42, 43])))
        #expect(caller(1, admin: true, teams: [42]).looksAfter(key(2, [42])))
        #expect(!caller(1, teams: nil).looksAfter(key(1, nil, .accessToken)))
    }
}
