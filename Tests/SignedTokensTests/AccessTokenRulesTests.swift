import InviteDomain
import InviteTestSupport
import SignedTokens
import Testing

@Suite struct AccessTokenRulesTests {
    private let rules = AccessTokenRules(algorithms: [.rs256], issuer: "https://id.example.com", audience: "invites")

    /// The claims of a good token, changed.
    private static func claims(_ change: (inout AccessTokenClaims) -> Void = { _ in }) -> AccessTokenClaims {
        var claims = AccessTokenClaims(
            issuer: "https://id.example.com", audience: ["invites"], expiresAt: noon.adding(seconds: 1), user: "17",
            scopes: [.teamMembershipWrite])
        change(&claims)
        return claims
    }

    @Test("a token that is all it has to be speaks for its user, with its scopes and nothing more")
    func good() throws {
        let caller = try rules.caller(Self.claims(), credentialID: "abc", at: noon)
        #expect(caller == Caller(userID: 17, credentialID: "abc", scopes: [.teamMembershipWrite]))
    }

    @Test("without scopes nothing is allowed that needs one")
    func noScopes() throws {
        let caller = try rules.caller(Self.claims { $0.scopes = [] }, credentialID: "abc", at: noon)
        for scope in Scope.allCases {
            #expect(throws: Refusal.scopeMissing(required: scope, held: [])) { try caller.require(scope) }
        }
    }

    @Test("each claim that is not as it has to be keeps the token out", arguments: Self.bad)
    func refused(claims: AccessTokenClaims, fault: TokenFault) {
        #expect(throws: fault) { try rules.caller(claims, credentialID: "abc", at: noon) }
    }

    @Test(
        "whatever else an identity provider calls its users is a subject; digits that are a number are that number",
        arguments: ["0", "-17", "017", "2147483648", "auth0|17", "550e8400-e29b-41d4-a716-446655440000", "Ада"])
    func subject(user: String) throws {
        let rules = AccessTokenRules(
            algorithms: [.rs256], issuer: "https://id.example.com", audience: "invites", userClaim: "sub")
        let caller = try rules.caller(Self.claims { $0.user = user }, credentialID: "abc", at: noon)
        #expect(caller.userID.subject?.description == user)
    }

    private static let user = UserID.expected
    private static let bad: [(AccessTokenClaims, TokenFault)] = [
        (claims { $0.issuer = nil }, .issuer),
        (claims { $0.issuer = "https://id.example.com/" }, .issuer),
        (claims { $0.issuer = "HTTPS://ID.EXAMPLE.COM" }, .issuer),
        (claims { $0.audience = nil }, .audience),
        (claims { $0.audience = [] }, .audience),
        (claims { $0.audience = ["invites2", "invite"] }, .audience),
        (claims { $0.expiresAt = noon }, .expired),
        (claims { $0.expiresAt = noon.adding(days: -1) }, .expired),
        (claims { $0.notBefore = noon.adding(seconds: 1) }, .notYetValid),
        (claims { $0.kinds = ["Refresh Token"] }, .kind),
        (claims { $0.kinds = ["Access To\u{212A}en"] }, .kind),
        (claims { $0.kinds = ["Bearer", "ID"] }, .kind),
        (claims { $0.user = nil }, .claim("userId", expected: user)),
        (claims { $0.user = "" }, .claim("userId", expected: user)),
        (claims { $0.user = " 17" }, .claim("userId", expected: user)),
        (claims { $0.user = "auth0|17\n" }, .claim("userId", expected: user)),
        (claims { $0.user = "auth0|17\u{FEFF}" }, .claim("userId", expected: user)),
        (claims { $0.user = String(repeating: "é", count: 128) }, .claim("userId", expected: user)),
    ]

    @Test("what Unicode takes for the same issuer or audience is another")
    func spelling() throws {
        let rules = AccessTokenRules(algorithms: [.rs256], issuer: "https://id/KIOSK", audience: "KIOSK")
        func caller(_ issuer: String, _ audience: String) throws -> Caller {
            let claims = Self.claims { ($0.issuer, $0.audience) = ("https://id/\(issuer)", [audience]) }
            return try rules.caller(claims, credentialID: "abc", at: noon)
        }
        #expect(try caller("KIOSK", "KIOSK").userID == 17)
        #expect(throws: TokenFault.issuer) { try caller("\u{212A}IOSK", "KIOSK") }
        #expect(throws: TokenFault.audience) { try caller("KIOSK", "\u{212A}IOS\u{212A}") }
    }

    @Test("a token of a team lets nobody in, whether it names a user too or not", arguments: [nil, "17"])
    func team(user: String?) {
        let claims = Self.claims { ($0.isForTeam, $0.user) = (true, user) }
        let fault = #expect(throws: TokenFault.self) { try rules.caller(claims, credentialID: "abc", at: noon) }
        guard case .claim("teamId", _) = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test("where the user is in another claim, a 'teamId' is nobody's business")
    func otherClaim() throws {
        let rules = AccessTokenRules(algorithms: [.hs256], userClaim: "sub")
        let claims = Self.claims { ($0.isForTeam, $0.audience) = (true, nil) }
        #expect(try rules.caller(claims, credentialID: "abc", at: noon).userID == 17)
    }

    @Test("one audience of several is enough")
    func audiences() throws {
        let claims = Self.claims { $0.audience = ["calendar", "invites"] }
        #expect(try rules.caller(claims, credentialID: "abc", at: noon).userID == 17)
    }

    @Test("where no issuer and no audience are set, any issuer will do, but no audience")
    func unset() throws {
        let rules = AccessTokenRules(algorithms: [.hs256])
        #expect(throws: TokenFault.audience) { try rules.caller(Self.claims(), credentialID: "abc", at: noon) }
        let claims = Self.claims { ($0.audience, $0.issuer) = (nil, "anybody") }
        #expect(try rules.caller(claims, credentialID: "abc", at: noon).userID == 17)
    }

    @Test("the leeway moves both ends by so much and no more")
    func leeway() throws {
        let rules = AccessTokenRules(algorithms: [.hs256], audience: "invites", leeway: 30)
        func caller(_ change: (inout AccessTokenClaims) -> Void) throws -> Caller {
            try rules.caller(Self.claims(change), credentialID: "abc", at: noon)
        }
        #expect(try caller { $0.expiresAt = noon.adding(seconds: -29) }.userID == 17)
        #expect(throws: TokenFault.expired) { try caller { $0.expiresAt = noon.adding(seconds: -30) } }
        #expect(try caller { $0.notBefore = noon.adding(seconds: 30) }.userID == 17)
        #expect(throws: TokenFault.notYetValid) { try caller { $0.notBefore = noon.adding(seconds: 31) } }
    }

    @Test(
        "the words for an access token, in any case", arguments: ["Access Token", "Bearer", "bearer", "access_token"])
    func kinds(kind: String) throws {
        #expect(try rules.caller(Self.claims { $0.kinds = [kind] }, credentialID: "abc", at: noon).userID == 17)
    }
}
