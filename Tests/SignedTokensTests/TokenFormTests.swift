import InviteDomain
import InviteTestSupport
import SignedTokens
import Testing

/// What is no token, and claims that are of no use.
@Suite struct TokenFormTests {
    private let signer = Signer.shared

    private func caller(_ token: String, userClaim: String = "userId") throws -> Caller {
        try signer.verifier(userClaim: userClaim).caller(presenting: token[...], at: noon)
    }

    private func token(_ claims: String) throws -> String {
        try signer.token(#"{"alg":"HS256"}"#, claims, by: "s")
    }

    private func fault(_ token: String, userClaim: String = "userId") throws -> TokenFault {
        let refusal = #expect(throws: Refusal.self) { try caller(token, userClaim: userClaim) }
        guard case .unauthenticated(.token(let fault))? = refusal else { throw refusal ?? .inviteNotFound }
        return fault
    }

    @Test(
        "what is no token is said to be none, and which part of it",
        arguments: [
            ("a.b", "the token"), (".", "the token"), ("a.b.c.d.e", "the token"),
            ("..", "the token's header"), ("e30=.e30.", "the token's header"), ("%%%.e30.", "the token's header"),
            ("e30.a.b", "the token's claims"), ("e30.e31.b", "the token's claims"),
            ("e30.e30.a", "the token's signature"),
            ("e30.e30.YR", "the token's signature"), ("e30.e30.YQ==", "the token's signature"),
        ])
    func malformed(token: String, part: String) throws {
        guard case .malformed(part, _) = try fault(token) else {
            Issue.record("\(token) is something else")
            return
        }
    }

    @Test(
        "a header that is not one strict object is no header",
        arguments: [
            "", "[]", "7", "null", "{", #"{"alg":"HS256",}"#, #"{"alg":"HS256","alg":"none"}"#, "\u{FEFF}{}",
            #"{"alg":7}"#, #"{"alg":"HS256","kid":7}"#, #"{"alg":"HS256","typ":[]}"#,
            #"{"alg":"HS256","crit":["exp"]}"#,
            #"{"alg":"HS256","crit":[]}"#, String(repeating: "[", count: 9000),
        ])
    func header(header: String) throws {
        guard case .malformed = try fault(signer.token(header, by: "s")) else {
            Issue.record("\(header) is something else")
            return
        }
    }

    @Test("claims that are not one strict object are none", arguments: ["", "[]", "{", #"{"exp":1,"exp":2}"#])
    func claims(claims: String) throws {
        #expect(
            try fault(token(claims))
                == .malformed("the token's claims", expected: "one JSON object without duplicate names"))
    }

    @Test("three megabytes are refused without being taken apart")
    func huge() throws {
        let clock = ContinuousClock()
        let token = try token(Signer.claims(#""userId":17,"x":"\#(String(repeating: "x", count: 3_000_000))""#))
        let verifier = try signer.verifier()
        let time = clock.measure {
            #expect(throws: Refusal.unauthenticated(.token(.malformed("the token", expected: "at most 16384 bytes")))) {
                try verifier.caller(presenting: token[...], at: noon)
            }
        }
        #expect(time < .milliseconds(500))
    }

    private static let moment = "a number of seconds since 1970"
    private static let user = UserID.expected

    @Test(
        "a claim of a wrong kind, or that is missing, is named with what was expected",
        arguments: [
            (#"{"userId":17}"#, "exp", moment), (#"{"userId":17,"exp":"4102444800"}"#, "exp", moment),
            (#"{"userId":17,"exp":null}"#, "exp", moment), (#"{"userId":17,"exp":1e300}"#, "exp", moment),
            (#"{"userId":17,"exp":-1}"#, "exp", moment), (#"{"userId":17,"exp":9223372036854775807}"#, "exp", moment),
            (#"{"userId":17,"exp":4102444800,"nbf":"now"}"#, "nbf", moment),
            (#"{"userId":17,"exp":4102444800,"iss":7}"#, "iss", "a string"),
            (#"{"userId":17,"exp":4102444800,"token_type":7}"#, "token_type", "a string"),
            (#"{"userId":17,"exp":4102444800,"aud":{}}"#, "aud", "a string or an array of strings"),
            (#"{"userId":17,"exp":4102444800,"aud":["x",7]}"#, "aud", "a string or an array of strings"),
            (
                #"{"userId":17,"exp":4102444800,"scope":7}"#, "scope",
                "an array of names, or names with spaces between them"
            ),
            (#"{"exp":4102444800}"#, "userId", user), (#"{"exp":4102444800,"userId":null}"#, "userId", user),
            (#"{"exp":4102444800,"userId":true}"#, "userId", user),
            (#"{"exp":4102444800,"userId":1.5}"#, "userId", user),
            (#"{"exp":4102444800,"userId":" 17"}"#, "userId", user),
            (#"{"exp":4102444800,"sub":"17"}"#, "userId", user),
        ])
    func claim(claims: String, name: String, expected: String) throws {
        #expect(try fault(token(claims)) == .claim(name, expected: expected))
    }

    @Test("a token of a team lets nobody in")
    func team() throws {
        guard case .claim("teamId", _) = try fault(token(Signer.claims(#""userId":null,"teamId":42"#))) else {
            Issue.record("a token of a team is something else")
            return
        }
    }

    @Test(
        "scopes are an array or words; those we do not know, and Cal.com's old ones, open nothing",
        arguments: [
            (
                #""scope":["TEAM_MEMBERSHIP_READ","TEAM_MEMBERSHIP_WRITE"]"#,
                [.teamMembershipRead, .teamMembershipWrite]
            ),
            (#""scope":"TEAM_MEMBERSHIP_READ TEAM_MEMBERSHIP_WRITE""#, [.teamMembershipRead, .teamMembershipWrite]),
            (#""scope":" PROFILE_READ  openid ""#, [.profileRead]), (#""scope":"""#, []), (#""scope":[]"#, []),
            (#""scope":null"#, []), (#""x":1"#, []), (#""scope":["READ_BOOKING","READ_PROFILE"]"#, []),
            (#""scope":["BOOKING_WRITE","ORG_MEMBERSHIP_WRITE"]"#, [.organizationMembershipWrite]),
            (#""scope":["TEAM_MEMBERSHIP_READ TEAM_MEMBERSHIP_WRITE","profile_read"]"#, []),
        ] as [(String, [Scope])])
    func scopes(member: String, scopes: [Scope]) throws {
        #expect(try caller(token(Signer.claims(#""userId":17,\#(member)"#))).scopes == scopes)
    }

    @Test("the user is where the settings say", arguments: [#""sub":"23","userId":17"#, #""sub":23"#])
    func userClaim(members: String) throws {
        #expect(try caller(token(Signer.claims(members)), userClaim: "sub").userID == 23)
    }

    @Test("moments may have fractions, and numbers any spelling")
    func fractions() throws {
        let now = noon.milliseconds / 1000
        #expect(try caller(token(#"{"userId":17.0,"exp":\#(now).001}"#)).userID == 17)
        #expect(try fault(token(#"{"userId":17,"exp":\#(now).0004}"#)) == .expired)
        #expect(try fault(token(#"{"userId":17,"exp":4e9,"nbf":\#(now).5}"#)) == .notYetValid)
    }
}
