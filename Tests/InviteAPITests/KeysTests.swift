import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// API keys by API.
@Suite struct KeysTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
        fixture.addKey(8, isInstanceAdmin: true, canVouch: true)
        fixture.addNarrowedKey("own", user: 3, Reach(scopes: [.keysRead, .keysWrite, .profileRead]))
    }

    private func make(
        _ body: String, authorization: String = "Bearer cal_8", fields: [HTTPField.Name: String] = [:]
    ) throws -> JSONValue {
        let (answer, json) = try fixture.send(
            .post, "/v2/keys", authorization: authorization, body: body, fields: fields)
        #expect(answer.response.status == .created, "\(json)")
        return try #require(json["data"])
    }

    private func refuse(
        _ status: Int, _ reason: String, _ body: String, authorization: String = "Bearer cal_8", field: String? = nil
    ) throws {
        let before = fixture.credentials.all().count
        try fixture.expectFailure(status, reason, .post, "/v2/keys", authorization: authorization, body: body)
        let json = try fixture.send(.post, "/v2/keys", authorization: authorization, body: body).json
        #expect(json["error"]?["details"]?["field"]?.string == field, "\(body)")
        #expect(fixture.credentials.all().count == before)
    }

    private func ids(_ query: String = "", authorization: String = "Bearer cal_8") throws -> [String] {
        let json = try fixture.send(.get, "/v2/keys\(query)", authorization: authorization).json
        return try #require(json["data"]?.array, "\(json)").compactMap { $0["id"]?.string }
    }

    @Test("a key is made for anybody by an administrator, told once, and good for what it says")
    func create() throws {
        let made = try make(#"{"userId":2,"note":"shop","expiresInDays":3,"teams":[43,42,43]}"#)
        let secret = try #require(made["key"]?.string)
        #expect(secret.wholeMatch(of: /cal_[0-9a-f]{32}/) != nil)
        #expect(made["teams"] == .array([.integer(43), .integer(42)]))
        #expect(made["scopes"] == .null)
        #expect(made["expiresAt"] == .string(fixture.now.adding(days: 3).description))
        #expect(try fixture.send(authorization: "Bearer \(secret)").answer.response.status == .ok)
        fixture.now = fixture.now.adding(days: 3)
        try fixture.expectFailure(401, "CREDENTIAL_EXPIRED", authorization: "Bearer \(secret)")
        let listed = try fixture.send(.get, "/v2/keys", authorization: fixture.key(8))
        #expect(!String(decoding: listed.answer.body, as: UTF8.self).contains(secret.dropFirst(4)))
        #expect(listed.json["data"]?.array?.first { $0["id"] == made["id"] }?["status"] == .string("expired"))
    }

    @Test("a key for a subject acts as that subject")
    func subject() throws {
        let made = try make(#"{"subject":"auth0|5f7c"}"#)
        #expect(made["userId"] == .null)
        #expect(made["subject"] == .string("auth0|5f7c"))
        let bearer = "Bearer \(try #require(made["key"]?.string))"
        let me = try fixture.send(.get, "/v2/me", authorization: bearer).json["data"]
        #expect(me?["subject"] == .string("auth0|5f7c"))
        #expect(try ids("?subject=auth0%7C5f7c") == [made["id"]?.string])
    }

    @Test("without an Idempotency-Key each request makes another key, with one the same for 24 hours")
    func idempotency() throws {
        let body = #"{"userId":2}"#
        #expect(try make(body)["key"] != make(body)["key"])
        let fields: [HTTPField.Name: String] = [.idempotencyKey: "k"]
        let first = try make(body, fields: fields)
        #expect(try make(body, fields: fields) == first)
        let count = fixture.credentials.all().count
        let other = try fixture.send(
            .post, "/v2/keys", authorization: fixture.key(8), body: #"{"userId":3}"#, fields: fields)
        #expect(other.answer.response.status == .conflict)
        #expect(other.json.reason == "IDEMPOTENCY_KEY_REUSED")
        #expect(fixture.credentials.all().count == count)
        fixture.now = fixture.now.adding(days: 1)
        #expect(try make(body, fields: fields)["key"] != first["key"])
    }

    @Test(
        "what cannot be is refused, and named",
        arguments: [
            ("{}", "userId"), (#"{"userId":0}"#, "userId"), (#"{"userId":1,"subject":"a"}"#, "subject"),
            (#"{"subject":""}"#, "subject"), (#"{"userId":1,"expiresInDays":0}"#, "expiresInDays"),
            (#"{"userId":1,"teams":[]}"#, "teams"), (#"{"userId":1,"teams":["42"]}"#, "teams"),
            (#"{"userId":1,"scopes":[]}"#, "scopes"), (#"{"userId":1,"scopes":["ALL"]}"#, "scopes"),
            (#"{"userId":1,"note":""}"#, "note"), (#"{"userId":1,"instanceAdmin":1}"#, "instanceAdmin"),
        ])
    func invalid(body: String, field: String) throws {
        try refuse(400, "INVALID_FIELD", body, field: field)
    }

    @Test("others make keys for their own user alone, if they were given the scope, and none that may do more")
    func own() throws {
        try refuse(403, "INSUFFICIENT_SCOPE", #"{"userId":1}"#, authorization: fixture.key(1))
        let own = "Bearer cal_own"
        let made = try make(#"{"userId":3,"scopes":["PROFILE_READ"],"teams":[42]}"#, authorization: own)
        #expect(made["scopes"] == .array([.string("PROFILE_READ")]))
        for body in [
            #"{"userId":2,"scopes":["PROFILE_READ"]}"#, #"{"userId":3}"#,
            #"{"userId":3,"scopes":["TEAM_MEMBERSHIP_READ"]}"#,
            #"{"userId":3,"scopes":["PROFILE_READ"],"instanceAdmin":true}"#,
            #"{"userId":3,"scopes":["PROFILE_READ"],"canVouch":true}"#,
        ] {
            try refuse(403, "KEY_ABOVE_OWN", body, authorization: own)
        }
        fixture.addToken("t", user: 3, scopes: [.keysWrite])
        _ = try make(#"{"userId":3,"scopes":["KEYS_WRITE"]}"#, authorization: "Bearer t")
    }

    @Test("lists show one's own user's keys, or all to an administrator, newest first and no access tokens")
    func list() throws {
        fixture.addToken("t", user: 3, scopes: [.keysRead])
        fixture.now = fixture.now.adding(seconds: 1)
        let made = try make(#"{"userId":3}"#)["id"]?.string
        let all = try ids("?take=250")
        #expect(all.count == fixture.credentials.all().count - 1)
        #expect(all.first == made)
        let own = try ids(authorization: "Bearer t")
        #expect(own == (try ids("?userId=3")))
        #expect(own.count == 3)
        #expect(try ids("?take=1&skip=1") == [all[1]])
        #expect(try ids("?userId=2", authorization: "Bearer t").isEmpty)
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, "/v2/keys", authorization: fixture.key(1))
        try fixture.expectFailure(400, "INVALID_FIELD", .get, "/v2/keys?userId=x", authorization: fixture.key(8))
        try fixture.expectFailure(
            400, "INVALID_FIELD", .get, "/v2/keys?userId=3&subject=a", authorization: fixture.key(8))
    }

    @Test("a key is revoked at once and for good, again too, and strangers learn of none")
    func revoke() throws {
        let made = try make(#"{"userId":3}"#)
        let path = "/v2/keys/\(try #require(made["id"]?.string))"
        let bearer = "Bearer \(try #require(made["key"]?.string))"
        fixture.addToken("stranger", user: 2, scopes: [.keysWrite, .keysRead])
        try fixture.expectFailure(404, "KEY_NOT_FOUND", .delete, path, authorization: "Bearer stranger")
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .delete, path, authorization: bearer)
        #expect(try fixture.send(.get, "/v2/me", authorization: bearer).answer.response.status == .ok)
        let revoked = try fixture.send(.delete, path, authorization: "Bearer cal_own").json["data"]
        #expect(revoked?["status"] == .string("revoked"))
        #expect(revoked?["revokedAt"] == .string(fixture.now.description))
        try fixture.expectFailure(401, "CREDENTIAL_REVOKED", .get, "/v2/me", authorization: bearer)
        fixture.now = fixture.now.adding(days: 1)
        #expect(try fixture.send(.delete, path, authorization: fixture.key(8)).json["data"] == revoked)
        for (id, status, reason) in [("000000000000", 404, "KEY_NOT_FOUND"), ("x", 400, "INVALID_ID")] {
            try fixture.expectFailure(status, reason, .delete, "/v2/keys/\(id)", authorization: fixture.key(8))
        }
    }

    @Test("an administrator who is narrowed to teams makes, sees and revokes keys of these teams alone")
    func narrowedAdmin() throws {
        fixture.addNarrowedKey("admin", user: 9, Reach(teams: [42]), isInstanceAdmin: true)
        let admin = "Bearer cal_admin"
        try refuse(403, "KEY_ABOVE_OWN", #"{"userId":2}"#, authorization: admin)
        try refuse(403, "KEY_ABOVE_OWN", #"{"userId":2,"teams":[42,43]}"#, authorization: admin)
        let made = try make(#"{"userId":2,"teams":[42],"instanceAdmin":true}"#, authorization: admin)
        let wide = try make(#"{"userId":2}"#)["id"]?.string ?? ""
        #expect(try ids(authorization: admin).count == 2)
        #expect(try ids(authorization: admin).contains(made["id"]?.string ?? ""))
        try fixture.expectFailure(404, "KEY_NOT_FOUND", .delete, "/v2/keys/\(wide)", authorization: admin)
    }
}

/// What a key that is narrowed to some teams is answered everywhere else.
@Suite struct NarrowedKeyCallTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    @Test("for all calls about a team outside it is a stranger's, an administrator's key too")
    func strangers() throws {
        fixture.addNarrowedKey("a", user: 1, Reach(teams: [43]))
        fixture.addNarrowedKey("b", user: 9, Reach(teams: [43]), isInstanceAdmin: true)
        fixture.addNarrowedKey("c", user: 5, Reach(teams: [43]))
        let id = try fixture.makeInvite().id
        let calls: [(HTTPRequest.Method, String, String?)] = [
            (.get, "", nil), (.post, "/invite", nil), (.get, "/invites", nil), (.delete, "/invites?createdBy=2", nil),
            (.get, "/invites/\(id)", nil), (.patch, "/invites/\(id)", nil), (.delete, "/invites/\(id)", nil),
            (.post, "/invites/\(id)/link", nil), (.get, "/invites/\(id)/redemptions", nil),
            (.get, "/memberships", nil), (.post, "/memberships", #"{"userId":9}"#), (.get, "/memberships/2", nil),
            (.patch, "/memberships/2", nil), (.delete, "/memberships/2", nil),
        ]
        for (method, path, body) in calls {
            for key in ["a", "b"] {
                try fixture.expectFailure(
                    403, "NOT_A_MEMBER", method, "/v2/teams/42\(path)", authorization: "Bearer cal_\(key)", body: body)
            }
        }
        #expect(try fixture.send(.get, "/v2/teams/43", authorization: "Bearer cal_a").answer.response.status == .ok)
        #expect(try fixture.send(.get, "/v2/teams/43", authorization: "Bearer cal_b").answer.response.status == .ok)
        try fixture.expectFailure(403, "NOT_A_MEMBER", .get, "/v2/teams/99", authorization: "Bearer cal_b")
        // By way of its organization, which such a key does not reach either.
        try fixture.expectFailure(
            403, "NOT_A_MEMBER", .get, "/v2/organizations/7/teams/43/invites", authorization: "Bearer cal_c")
        fixture.addNarrowedKey("d", user: 5, Reach(teams: [43, 7]))
        #expect(
            try fixture.send(.get, "/v2/organizations/7/teams/43/invites", authorization: "Bearer cal_d")
                .answer.response.status == .ok)
    }

    @Test("it is told of no event of a team outside, an administrator's key neither")
    func events() throws {
        fixture.addNarrowedKey("e", user: 9, Reach(teams: [43]), isInstanceAdmin: true)
        let found = try fixture.send(.get, "/v2/events", authorization: "Bearer cal_e").json["data"]?.array
        let teams = try #require(found).compactMap { $0["teamId"]?.integer }
        #expect(Set(teams) == [43])
        try fixture.expectFailure(
            403, "NOT_A_MEMBER", .get, "/v2/events?teamId=42", authorization: "Bearer cal_e")
    }

    @Test("it lets nobody join a team outside, neither its own user nor one it vouches for")
    func joining() throws {
        fixture.addNarrowedKey("v", user: 9, Reach(teams: [43]), canVouch: true)
        for more in ["", #","user":{"id":8}"#] {
            let outside = try fixture.makeInvite().token
            let body = #"{"token":"\#(outside)"\#(more)}"#
            try fixture.expectFailure(
                403, "NOT_A_MEMBER", .post, "/v2/invites/accept", authorization: "Bearer cal_v", body: body)
            let inside = try fixture.makeInvite(team: 43, by: 1).token
            let joined = try fixture.send(
                .post, "/v2/invites/accept", authorization: "Bearer cal_v", body: #"{"token":"\#(inside)"\#(more)}"#)
            #expect(joined.json["data"]?["joined"] == .boolean(true))
        }
        #expect(try fixture.teams.read(42) { $0.member(9) == nil && $0.member(8) == nil } == true)
    }
}
