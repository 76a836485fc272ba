import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct AuthenticationTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test(
        "without a good credential there is no answer but 401",
        arguments: [
            (nil, "CREDENTIAL_MISSING"), ("", "CREDENTIAL_MISSING"), ("Basic YTpi, Bearer", "CREDENTIAL_MALFORMED"),
            ("Bearer cal_1, Bearer cal_2", "CREDENTIAL_MALFORMED"), ("Bearer cal_2, b", "CREDENTIAL_MALFORMED"),
            ("Basic YTpi, Digest a=b, c=d", "CREDENTIAL_MALFORMED"), ("Bearer", "CREDENTIAL_MALFORMED"),
            ("Bearer ", "CREDENTIAL_MALFORMED"), ("Basic YTpi", "CREDENTIAL_MALFORMED"),
            ("cal_2", "CREDENTIAL_MALFORMED"),
            ("Bearer a b", "CREDENTIAL_MALFORMED"), ("Bearer é", "CREDENTIAL_MALFORMED"),
            ("Bearer cal_nobody", "CREDENTIAL_UNKNOWN"), ("Bearer 2", "CREDENTIAL_UNKNOWN"),
            ("Bearer ../../etc/passwd", "CREDENTIAL_UNKNOWN"), ("Bearer cal_", "CREDENTIAL_UNKNOWN"),
        ] as [(String?, String)]
    )
    func refused(authorization: String?, reason: String) throws {
        try fixture.expectFailure(401, reason, authorization: authorization)
        let challenge = try fixture.send(authorization: authorization).answer.response.headerFields[.wwwAuthenticate]
        #expect(challenge == (reason == "CREDENTIAL_MISSING" ? "Bearer" : "Bearer error=\"invalid_token\""))
    }

    @Test(
        "the scheme is read in any case, and what is the web server's may stand beside it",
        arguments: [
            "Bearer cal_2", "bearer cal_2", "BEARER  cal_2", "Basic YTpi, Bearer cal_2", "Bearer cal_2,Basic YTpi",
            "Bearer cal_2, Bearer cal_2", #"Digest username="a", realm="b", Bearer cal_2"#,
        ])
    func scheme(authorization: String) throws {
        #expect(try fixture.send(authorization: authorization).answer.response.status == .ok)
    }

    @Test("where a field is named for keys, a bare one in it decides, beside whatever is in Authorization")
    func keyField() throws {
        let name = try #require(HTTPField.Name("X-API-Key"))
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: InvitePolicy(), apiKeyPrefix: "cal_",
            apiKeyHeader: name)
        fixture.addToken("oat_w", user: 2, scopes: [.teamMembershipWrite])
        func send(_ key: String, _ authorization: String? = "Basic YTpi") throws -> (answer: Answer, json: JSONValue) {
            try fixture.send(authorization: authorization, fields: [name: key])
        }
        #expect(try send("cal_2").answer.response.status == .ok)
        #expect(try send("oat_w", nil).answer.response.status == .ok)
        #expect(try send("cal_2", "Bearer cal_nobody").answer.response.status == .ok)
        #expect(try send("", "Bearer cal_2").answer.response.status == .ok)
        #expect(try send("cal_nobody", "Bearer cal_2").json.reason == "CREDENTIAL_UNKNOWN")
        #expect(try send("Bearer cal_2").json.reason == "CREDENTIAL_MALFORMED")
        let alone = try fixture.send(authorization: "Basic YTpi").json["error"]?["message"]?.string
        #expect(alone?.hasSuffix("send an API key or access token in X-API-Key, alone") == true)
    }

    @Test("where no field is named for keys, none but Authorization is looked at")
    func noKeyField() throws {
        let name = try #require(HTTPField.Name("X-API-Key"))
        let answer = try fixture.send(authorization: nil, fields: [name: "cal_2"])
        #expect(answer.json.reason == "CREDENTIAL_MISSING")
    }

    @Test("a credential whose time is over is told from one that was revoked")
    func ended() throws {
        fixture.addKey(2, expiresAt: noon)
        try fixture.expectFailure(401, "CREDENTIAL_EXPIRED")
        fixture.addKey(2, revokedAt: noon)
        try fixture.expectFailure(401, "CREDENTIAL_REVOKED")
    }

    @Test("an access token needs the scope as well as the role")
    func scopes() throws {
        fixture.addToken("oat_w", user: 2, scopes: [.teamMembershipWrite])
        fixture.addToken("oat_o", user: 2, scopes: [.organizationMembershipWrite])
        fixture.addToken("oat_r", user: 2, scopes: [.teamMembershipRead])
        fixture.addToken("oat_m", user: 3, scopes: [.teamMembershipWrite])
        #expect(try fixture.send(authorization: "Bearer oat_w").answer.response.status == .ok)
        #expect(try fixture.send(authorization: "Bearer oat_o").answer.response.status == .ok)
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", authorization: "Bearer oat_r")
        try fixture.expectFailure(403, "ROLE_TOO_LOW", authorization: "Bearer oat_m")
        let message = try fixture.send(authorization: "Bearer oat_r").json["error"]?["message"]?.string
        #expect(message?.hasSuffix("Required: TEAM_MEMBERSHIP_WRITE. Token has: TEAM_MEMBERSHIP_READ") == true)
    }

    @Test("who is asking is settled before what is asked")
    func order() throws {
        try fixture.expectFailure(
            401, "CREDENTIAL_MISSING", .post, "/v2/teams/abc/invite", authorization: nil, body: "x")
    }

    @Test("the log names the caller and no secret")
    func log() throws {
        let answer = try fixture.send(authorization: fixture.key(2)).answer
        #expect(answer.log.userID == 2)
        #expect(answer.log.credentialID == String(SecretDigest(of: "2").text.prefix(12)))
        #expect(answer.log.route == "/v2/teams/{teamId}/invite")
    }
}
