import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct CreateInviteEndpointTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("an admin gets a token, a link that carries it, and the invite")
    func success() throws {
        let (answer, json) = try fixture.send(body: "")
        #expect(answer.response.status == .ok)
        let data = try #require(json["data"])
        let token = try #require(data["token"]?.string)
        #expect(json["status"] == .string("success"))
        #expect(token.hasPrefix("0000002a0000000000000001"))
        let link = "https://app.example.com/signup?token=\(token)&callbackUrl=/getting-started"
        #expect(data["inviteLink"] == .string(link))
        let expected: [(String, JSONValue)] = [
            ("id", .string("0000002a0000000000000001")), ("teamId", .integer(42)), ("name", .null),
            ("status", .string("active")), ("role", .string("MEMBER")), ("maxUses", .null), ("uses", .integer(0)),
            ("remainingUses", .null), ("updatedAt", .string(noon.description)), ("lastUsedAt", .null),
            ("revokedAt", .null), ("version", .integer(1)),
            ("expiresInDays", .integer(7)),
            ("expiresAt", .string(noon.adding(days: 7).description)), ("allowedEmailDomains", .array([])),
            ("metadata", .object([])), ("createdAt", .string(noon.description)), ("createdBy", .integer(2)),
            ("createdBySubject", .null),
        ]
        for (name, value) in expected { #expect(data[name] == value, "\(name)") }
        #expect(data.members?.count == expected.count + 2)
        #expect(data.members?.first?.name == "token")
        let key = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        let opened = try #require(InviteToken(presented: token, key: key))
        #expect(try fixture.teams.read(42) { $0.invites[opened.id]?.createdBy } == .user(2))
    }

    @Test("two calls give two invites")
    func twice() throws {
        let tokens = try (0..<2).map { _ in try fixture.send().json["data"]?["token"]?.string }
        #expect(Set(tokens).count == 2)
        #expect(try fixture.inviteCount() == 2)
    }

    @Test("every option is taken and shown")
    func options() throws {
        let body = """
            {"expiresAt":"2027-02-01T00:00:00+01:00","maxUses":20.0,"role":"MEMBER","name":"Ünïcode",
             "allowedEmailDomains":["Example.COM"],"metadata":{"k":"v"}}
            """
        let data = try #require(try fixture.send(body: body).json["data"])
        #expect(data["expiresAt"] == .string("2027-01-31T23:00:00.000Z"))
        #expect(data["expiresInDays"] == .null)
        #expect(data["maxUses"] == .integer(20))
        #expect(data["name"] == .string("Ünïcode"))
        #expect(data["allowedEmailDomains"] == .array([.string("example.com")]))
        #expect(data["metadata"]?["k"] == .string("v"))
        let forever = try fixture.send(body: #"{"expiresInDays":null,"maxUses":null,"name":null}"#).json["data"]
        #expect(forever?["expiresAt"] == .null)
    }

    @Test(
        "an empty body, an empty object, a charset, no type: all mean the defaults",
        arguments: [
            ("", nil), ("", "text/plain"), ("{}", nil), (" {} ", "application/json"),
            ("{}", "Application/JSON; charset=\"UTF-8\""), ("{}", "application/json;charset=utf8"),
            ("{}", "application/json; Charset='utf-8'; profile=x"),
        ] as [(String, String?)]
    )
    func emptyBodies(body: String, type: String?) throws {
        #expect(try fixture.send(body: body, type: type).answer.response.status == .ok)
    }

    @Test(
        "who may not gets 403, and learns nothing about teams",
        arguments: [(3, 42, "ROLE_TOO_LOW"), (4, 42, "NOT_A_MEMBER"), (9, 42, "NOT_A_MEMBER"), (9, 99, "NOT_A_MEMBER")]
    )
    func forbidden(user: Int, team: Int, reason: String) throws {
        let path = "/v2/teams/\(team)/invite"
        try fixture.expectFailure(403, reason, .post, path, authorization: fixture.key(user))
    }

    @Test("the words for it are Cal.com's")
    func calcomWords() throws {
        let member = try fixture.send(authorization: fixture.key(3)).json["error"]
        let lack = "does not have the minimum required role=TEAM_ADMIN within team with id=42."
        #expect(member?["message"] == .string("RolesGuard - user with id=3 \(lack)"))
        let stranger = try fixture.send(authorization: fixture.key(9)).json["error"]
        #expect(stranger?["message"] == .string("RolesGuard - User is not a member of the team with id=42."))
        #expect(stranger?["code"] == .string("ForbiddenException"))
    }

    @Test("an instance administrator manages every team, and learns which do not exist")
    func instanceAdmin() throws {
        fixture.addKey(9, isInstanceAdmin: true)
        #expect(try fixture.send(authorization: fixture.key(9)).answer.response.status == .ok)
        try fixture.expectFailure(404, "TEAM_NOT_FOUND", .post, "/v2/teams/99/invite", authorization: fixture.key(9))
    }

    @Test("an organization's admin makes links for its teams, through the organization's path only")
    func organization() throws {
        let path = "/v2/organizations/7/teams/43/invite"
        #expect(try fixture.send(.post, path, authorization: fixture.key(5)).answer.response.status == .ok)
        #expect(try fixture.send(.post, path, authorization: fixture.key(1)).answer.response.status == .ok)
        #expect(try fixture.inviteCount(43) == 2)
        let cases: [(String, Int, Int, String)] = [
            ("/v2/teams/43/invite", 5, 403, "NOT_A_MEMBER"), (path, 6, 403, "NOT_A_MEMBER"),
            (path, 9, 403, "NOT_A_MEMBER"),
            ("/v2/organizations/7/teams/42/invite", 5, 404, "TEAM_NOT_FOUND"),
            ("/v2/organizations/7/teams/99/invite", 5, 404, "TEAM_NOT_FOUND"),
            ("/v2/organizations/42/teams/43/invite", 1, 404, "TEAM_NOT_FOUND"),
            ("/v2/organizations/42/teams/43/invite", 2, 403, "NOT_A_MEMBER"),
            ("/v2/organizations/99/teams/42/invite", 9, 403, "NOT_A_MEMBER"),
        ]
        for (path, user, status, reason) in cases {
            try fixture.expectFailure(status, reason, .post, path, authorization: fixture.key(user))
        }
        #expect(try fixture.inviteCount(43) == 2)
    }

    @Test("a role above the ceiling is refused, and a full team")
    func limits() throws {
        try fixture.expectFailure(403, "ROLE_ABOVE_CEILING", body: #"{"role":"ADMIN"}"#)
        var policy = InvitePolicy()
        policy.maxActive = 1
        let links = fixture.settings.links
        fixture.settings = APISettings(links: links, policy: policy, apiKeyPrefix: "cal_")
        try fixture.send()
        try fixture.expectFailure(409, "INVITE_LIMIT_REACHED")
    }

    @Test(
        "an id is a number from 1 to 2147483647",
        arguments: ["abc", "0", "-1", "1.5", "99999999999", "%34%32x", "+1", "1e1"])
    func badIDs(id: String) throws {
        try fixture.expectFailure(400, "INVALID_ID", .post, "/v2/teams/\(id)/invite")
        try fixture.expectFailure(400, "INVALID_ID", .post, "/v2/organizations/\(id)/teams/42/invite")
    }

    @Test(
        "a body that is not what it ought to be is refused with the field it is about",
        arguments: [
            ("x", "INVALID_JSON", nil), ("[]", "INVALID_JSON", nil), ("null", "INVALID_JSON", nil),
            ("1", "INVALID_JSON", nil),
            (#"{"maxUses":1,}"#, "INVALID_JSON", nil), (#"{"maxUses":1,"maxUses":2}"#, "INVALID_JSON", nil),
            (#"{"teamId":1}"#, "UNKNOWN_PROPERTY", "teamId"), (#"{"maxuses":1}"#, "UNKNOWN_PROPERTY", "maxuses"),
            (#"{"maxUses":0}"#, "INVALID_FIELD", "maxUses"), (#"{"maxUses":1.5}"#, "INVALID_FIELD", "maxUses"),
            (#"{"maxUses":"1"}"#, "INVALID_FIELD", "maxUses"), (#"{"maxUses":true}"#, "INVALID_FIELD", "maxUses"),
            (#"{"expiresInDays":0}"#, "INVALID_FIELD", "expiresInDays"),
            (#"{"expiresInDays":366}"#, "INVALID_FIELD", "expiresInDays"),
            (#"{"expiresInDays":"7"}"#, "INVALID_FIELD", "expiresInDays"),
            (#"{"expiresAt":"2020-01-01T00:00:00Z"}"#, "INVALID_FIELD", "expiresAt"),
            (#"{"expiresAt":"tomorrow"}"#, "INVALID_FIELD", "expiresAt"),
            (#"{"expiresAt":1}"#, "INVALID_FIELD", "expiresAt"),
            (#"{"expiresAt":null,"expiresInDays":null}"#, "INVALID_FIELD", "expiresAt"),
            (#"{"role":"GOD"}"#, "INVALID_FIELD", "role"), (#"{"role":null}"#, "INVALID_FIELD", "role"),
            (#"{"name":7}"#, "INVALID_FIELD", "name"), (#"{"name":"a\u0000"}"#, "INVALID_FIELD", "name"),
            (#"{"allowedEmailDomains":"a.b"}"#, "INVALID_FIELD", "allowedEmailDomains"),
            (#"{"allowedEmailDomains":[1]}"#, "INVALID_FIELD", "allowedEmailDomains"),
            (#"{"metadata":[]}"#, "INVALID_FIELD", "metadata"), (#"{"metadata":{"a":1}}"#, "INVALID_FIELD", "metadata"),
        ] as [(String, String, String?)]
    )
    func badBodies(body: String, reason: String, field: String?) throws {
        try fixture.expectFailure(400, reason, body: body)
        let details = try fixture.send(body: body).json["error"]?["details"]
        #expect(details?["field"]?.string == field)
    }

    @Test(
        "a body of another type is refused",
        arguments: ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"])
    func mediaType(type: String) throws {
        try fixture.expectFailure(415, "UNSUPPORTED_MEDIA_TYPE", body: "{}", type: type)
    }
}
