import InviteDomain
import InviteTestSupport
import SignedTokens
import Testing

/// Claims that authorization servers put elsewhere, or name otherwise, than Cal.com does.
@Suite struct ForeignClaimTests {
    private let signer = Signer.shared

    private func caller(_ members: String, _ rules: AccessTokenRules = Self.rules()) throws -> Caller {
        let claims = #"{"exp":\#(noon.milliseconds / 1000 + 60),\#(members)}"#
        let token = try signer.token(#"{"alg":"HS256"}"#, claims, by: "s")
        return try signer.verifier(rules).caller(presenting: token[...], at: noon)
    }

    private static func rules(
        audience: String? = nil, audienceClaim: String? = nil, claims: [String] = ScopeRule.usualClaims,
        prefix: String = ""
    ) -> AccessTokenRules {
        AccessTokenRules(
            algorithms: [.hs256], audience: audience, audienceClaim: audienceClaim,
            scopes: ScopeRule(claims: claims, prefix: prefix))
    }

    @Test(
        "scopes are in 'scp' where there is no 'scope', as words or as an array",
        arguments: [
            (#""scp":"TEAM_MEMBERSHIP_WRITE openid""#, [.teamMembershipWrite]),
            (#""scp":["TEAM_MEMBERSHIP_WRITE","x"]"#, [.teamMembershipWrite]),
            (#""scope":null,"scp":["PROFILE_READ"]"#, [.profileRead]),
            (#""scope":"openid","scp":["PROFILE_READ"]"#, []), (#""scope":[],"scp":["PROFILE_READ"]"#, []),
            (#""permissions":["PROFILE_READ"]"#, []), (#""roles":["PROFILE_READ"]"#, []),
        ] as [(String, [Scope])])
    func scp(members: String, scopes: [Scope]) throws {
        #expect(try caller(#""userId":17,\#(members)"#).scopes == scopes)
    }

    @Test("the first claim that is there has the scopes, of those that are set and of no other")
    func scopeClaims() throws {
        let rules = Self.rules(claims: ["permissions", "https://acme.com/K"])
        let both = #""permissions":["PROFILE_READ"],"https://acme.com/K":"TEAM_PROFILE_READ""#
        #expect(try caller(#""userId":17,\#(both)"#, rules).scopes == [.profileRead])
        let second = #""https://acme.com/K":"TEAM_PROFILE_READ","scope":"PROFILE_READ""#
        #expect(try caller(#""userId":17,\#(second)"#, rules).scopes == [.teamProfileRead])
        let other = #""https://acme.com/\u212a":"TEAM_PROFILE_READ","scope":"PROFILE_READ""#
        #expect(try caller(#""userId":17,\#(other)"#, rules).scopes == [])
        let wrong = Refusal.unauthenticated(
            .token(.claim("permissions", expected: "an array of names, or names with spaces between them")))
        #expect(throws: wrong) { try caller(#""userId":17,"permissions":{}"#, rules) }
    }

    @Test(
        "a prefix is taken off, and what lacks it is somebody else's",
        arguments: ["https://invites.example.com/", "api/", "api:"])
    func prefix(prefix: String) throws {
        let names = [
            "\(prefix)TEAM_MEMBERSHIP_WRITE", "PROFILE_READ", "x\(prefix)TEAM_PROFILE_READ",
            "\(prefix)\(prefix)PROFILE_READ",
            prefix,
        ]
        let scope = names.map { "\"\($0)\"" }.joined(separator: ",")
        let found = try caller(#""userId":17,"scope":[\#(scope)]"#, Self.rules(prefix: prefix))
        #expect(found.scopes == [.teamMembershipWrite])
    }

    @Test("another claim stands for the audience where there is none, and only there")
    func audienceClaim() throws {
        let rules = Self.rules(audience: "4ab", audienceClaim: "client_id")
        let refused = Refusal.unauthenticated(.token(.audience))
        #expect(try caller(#""userId":17,"client_id":"4ab""#, rules).userID == 17)
        #expect(try caller(#""userId":17,"client_id":["x","4ab"]"#, rules).userID == 17)
        #expect(try caller(#""userId":17,"client_id":"x","aud":"4ab""#, rules).userID == 17)
        for members in [
            #""client_id":"4AB""#, #""client_id":null"#, #""azp":"4ab""#, #""client_id":"4ab","aud":"x""#,
            #""client_id":"4ab","aud":[]"#,
        ] {
            #expect(throws: refused) { try caller(#""userId":17,\#(members)"#, rules) }
        }
        #expect(throws: refused) { try caller(#""userId":17,"client_id":"4ab""#, Self.rules(audience: "4ab")) }
        let kind = TokenFault.claim("client_id", expected: "a string or an array of strings")
        #expect(throws: Refusal.unauthenticated(.token(kind))) { try caller(#""userId":17,"client_id":7"#, rules) }
    }

    @Test("Cognito's word for what kind of token it is counts")
    func tokenUse() throws {
        #expect(try caller(#""userId":17,"token_use":"access""#).userID == 17)
        #expect(throws: Refusal.unauthenticated(.token(.kind))) { try caller(#""userId":17,"token_use":"id""#) }
    }

    @Test("a user's number may be alone in an array, where servers put attributes", arguments: ["[17]", #"["17"]"#])
    func userInArray(value: String) throws {
        #expect(try caller(#""userId":\#(value)"#).userID == 17)
    }

    @Test("several users are none", arguments: ["[]", "[17,17]", "[[17]]", #"{"id":17}"#, "[null]"])
    func severalUsers(value: String) throws {
        let fault = TokenFault.claim("userId", expected: UserID.expected)
        #expect(throws: Refusal.unauthenticated(.token(fault))) { try caller(#""userId":\#(value)"#) }
    }
}
