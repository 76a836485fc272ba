import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Bearers that an authorization server signed, as the API takes them; that they are good is found out elsewhere.
@Suite struct AccessTokenTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    /// Believes each token that begins with a user's number.
    private struct Credulous: AccessTokenVerifier {
        var fault: TokenFault?

        func caller(presenting token: Substring, at now: Timestamp) throws -> Caller {
            if let fault { throw Refusal.unauthenticated(.token(fault)) }
            guard let userID = UserID(token.prefix { $0 != "." }) else { throw Refusal.unauthenticated(.token(.kind)) }
            return Caller(userID: userID, credentialID: "signed", scopes: [.teamMembershipWrite])
        }
    }

    @Test("a signed token lets its user in, and the log knows who it was")
    func accepted() throws {
        fixture.tokens = Credulous()
        let answer = try fixture.send(authorization: "Bearer 2.x.y").answer
        #expect(answer.response.status == .ok)
        #expect(answer.log.userID == 2)
        #expect(answer.log.credentialID == "signed")
    }

    @Test("scope and role are both needed")
    func scopeAndRole() throws {
        fixture.tokens = Credulous()
        try fixture.expectFailure(403, "ROLE_TOO_LOW", authorization: "Bearer 3.x.y")
        try fixture.expectFailure(
            403, "INSUFFICIENT_SCOPE", .get, "/v2/teams/42/invites", authorization: "Bearer 2.x.y")
    }

    @Test("switched off, such a token is unknown as any other")
    func off() throws {
        try fixture.expectFailure(401, "CREDENTIAL_UNKNOWN", authorization: "Bearer 2.x.y")
    }

    @Test("an API key is never taken for a signed token, nor what has no dots")
    func others() throws {
        fixture.tokens = Credulous()
        try fixture.expectFailure(401, "CREDENTIAL_UNKNOWN", authorization: "Bearer cal_2.x.y")
        try fixture.expectFailure(401, "CREDENTIAL_UNKNOWN", authorization: "Bearer 2")
    }

    @Test("a stored token decides for itself, whatever it looks like")
    func stored() throws {
        fixture.tokens = Credulous()
        fixture.addToken("1.x.y", user: 3, scopes: [.teamMembershipWrite])
        try fixture.expectFailure(403, "ROLE_TOO_LOW", authorization: "Bearer 1.x.y")
    }

    @Test(
        "each fault is 401 with a reason of its own",
        arguments: [
            (.malformed("the token", expected: "three parts"), "CREDENTIAL_MALFORMED"), (.algorithm, "TOKEN_ALGORITHM"),
            (.keyUnknown, "TOKEN_KEY_UNKNOWN"), (.signature, "TOKEN_SIGNATURE"), (.kind, "TOKEN_KIND"),
            (.issuer, "TOKEN_ISSUER"), (.audience, "TOKEN_AUDIENCE"), (.expired, "TOKEN_EXPIRED"),
            (.notYetValid, "TOKEN_NOT_YET_VALID"), (.claim("exp", expected: "a number"), "TOKEN_CLAIMS"),
        ] as [(TokenFault, String)])
    func faults(fault: TokenFault, reason: String) throws {
        fixture.tokens = Credulous(fault: fault)
        try fixture.expectFailure(401, reason, authorization: "Bearer 2.x.y")
        let (answer, json) = try fixture.send(authorization: "Bearer 2.x.y")
        #expect(answer.response.headerFields[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
        let details = try #require(json["error"]?["details"])
        #expect(details["message"]?.string?.contains("; expected ") == true)
        #expect(details["field"]?.string == (reason == "TOKEN_CLAIMS" ? "exp" : nil))
    }

    @Test("a token that is refused counts as a guess")
    func guesses() throws {
        fixture.tokens = Credulous(fault: .signature)
        let limit = RateLimit(count: 2, seconds: 60)
        fixture.limits = RequestLimits(counter: MemoryRequestCounter(), requests: nil, failures: limit)
        let reasons = try (1...3).map { _ in try fixture.send(authorization: "Bearer 2.x.y").answer.log.reason }
        #expect(reasons == ["TOKEN_SIGNATURE", "TOKEN_SIGNATURE", "TOO_MANY_FAILURES"])
    }
}
