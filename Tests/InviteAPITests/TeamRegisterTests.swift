import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Teams by API: made, listed, renamed, closed.
@Suite struct TeamRegisterTests {
    let fixture: Fixture

    init() throws {
        fixture = try Fixture()
        fixture.addKey(8, isInstanceAdmin: true)
        fixture.addToken("maker", user: 5, scopes: [.teamCreate])
    }

    private func create(
        _ body: String, _ authorization: String = "Bearer cal_8", key: String? = nil
    ) throws -> (status: Int, json: JSONValue) {
        let fields: [HTTPField.Name: String] = key.map { [.idempotencyKey: $0] } ?? [:]
        let (answer, json) = try fixture.send(
            .post, "/v2/teams", authorization: authorization, body: body, fields: fields)
        return (answer.response.status.code, json)
    }

    private func owners(_ team: TeamID) throws -> [UserID?]? {
        try fixture.teams.read(team) { $0.members.filter { $0.role == .owner && $0.accepted }.map(\.userID) }
    }

    @Test("an instance administrator makes a team for anybody or for nobody, with a number or the next")
    func byAdministrator() throws {
        let (status, json) = try create(#"{"name":"New","slug":"new"}"#)
        #expect(status == 201 && json["status"] == .string("success"))
        #expect(json["data"]?["id"] == .integer(44) && json["data"]?["slug"] == .string("new"))
        #expect(json["data"]?["closedAt"] == .null)
        #expect(try owners(44) == [])
        let owner = #"{"name":"New","id":100,"owner":{"subject":"auth0|5f","email":"a@b.c","name":"A"}}"#
        #expect(try create(owner).json["data"]?["id"] == .integer(100))
        #expect(try owners(100) == [UserID("auth0|5f")])
        #expect(fixture.teams.events(of: 100).map(\.by) == [.user(8), .user(8)])
        #expect(try create(#"{"name":"X","owner":{"userId":9},"parentId":7}"#).json["data"]?["parentId"] == .integer(7))
        #expect(try fixture.teams.read(7) { $0.member(9)?.role } == .member)
    }

    @Test("whoever has the scope by name makes teams of their own, where they may")
    func byScope() throws {
        let (status, json) = try create(#"{"name":"Mine","parentId":7}"#, "Bearer maker")
        #expect(status == 201 && json["data"]?["id"] == .integer(44))
        #expect(try owners(44) == [5])
        #expect(try create(#"{"name":"Mine","owner":{"userId":5}}"#, "Bearer maker").status == 201)
        let refused: [(String, Int, String)] = [
            (#"{"name":"X","owner":{"userId":9}}"#, 403, "INSTANCE_ADMIN_REQUIRED"),
            (#"{"name":"X","id":1000}"#, 403, "INSTANCE_ADMIN_REQUIRED"),
            (#"{"name":"X","parentId":42}"#, 403, "NOT_A_MEMBER"),
            (#"{"name":"X","parentId":99}"#, 403, "NOT_A_MEMBER"),
        ]
        for (body, status, reason) in refused {
            try fixture.expectFailure(status, reason, .post, "/v2/teams", authorization: "Bearer maker", body: body)
        }
        fixture.addToken("member", user: 6, scopes: [.teamCreate])
        try fixture.expectFailure(
            403, "ROLE_TOO_LOW", .post, "/v2/teams", authorization: "Bearer member", body: #"{"name":"X","parentId":7}"#
        )
        fixture.addToken("owner", user: 1, scopes: [.teamCreate])
        try fixture.expectFailure(
            409, "NOT_AN_ORGANIZATION", .post, "/v2/teams", authorization: "Bearer owner",
            body: #"{"name":"X","parentId":42}"#)
        // A key that may do all that its user may has no such permission.
        for key in [1, 5, 9] {
            try fixture.expectFailure(
                403, "INSUFFICIENT_SCOPE", .post, "/v2/teams", authorization: fixture.key(key), body: #"{"name":"X"}"#)
        }
        #expect(try fixture.teams.teamIDs() == [7, 42, 43, 44, 45])
    }

    @Test(
        "what cannot be a team is refused by name",
        arguments: [
            (#"{}"#, "name"), (#"{"name":""}"#, "name"), (#"{"name":1}"#, "name"),
            (#"{"name":"X","slug":"A"}"#, "slug"),
            (#"{"name":"X","id":0}"#, "id"), (#"{"name":"X","id":"5"}"#, "id"),
            (#"{"name":"X","parentId":7,"isOrganization":true}"#, "parentId"),
            (#"{"name":"X","owner":5}"#, "owner"), (#"{"name":"X","owner":{}}"#, "owner.userId"),
            (#"{"name":"X","owner":{"userId":5,"subject":"5"}}"#, "owner.subject"),
            (#"{"name":"X","owner":{"userId":5,"email":"no"}}"#, "email"),
        ]
    )
    func badInput(body: String, field: String) throws {
        let (status, json) = try create(body)
        #expect(status == 400)
        #expect(json["error"]?["details"]?["field"] == .string(field), "\(body)")
        #expect(try fixture.teams.teamIDs() == [7, 42, 43])
    }

    @Test("a number that is taken is a conflict, and so is a parent that is none or closed")
    func conflicts() throws {
        let cases: [(String, Int, String)] = [
            (#"{"name":"X","id":42}"#, 409, "TEAM_EXISTS"),
            (#"{"name":"X","parentId":42}"#, 409, "NOT_AN_ORGANIZATION"),
            (#"{"name":"X","parentId":99}"#, 404, "TEAM_NOT_FOUND"),
        ]
        for (body, status, reason) in cases {
            try fixture.expectFailure(status, reason, .post, "/v2/teams", authorization: fixture.key(8), body: body)
        }
        _ = try fixture.data(.delete, "/v2/teams/7", as: 8)
        try fixture.expectFailure(
            409, "TEAM_CLOSED", .post, "/v2/teams", authorization: fixture.key(8), body: #"{"name":"X","parentId":7}"#)
    }

    @Test("a request that is sent again makes no second team, and the key belongs to it and its user")
    func again() throws {
        let body = #"{"name":"Once","owner":{"userId":9}}"#
        let first = try create(body, key: "k")
        #expect(first.status == 201)
        let id = try #require(first.json["data"]?["id"]?.integer)
        // Somebody else takes the next number in between.
        _ = try create(#"{"name":"Other"}"#)
        let second = try create(body, key: "k")
        #expect(second.status == 201 && second.json["data"]?["id"] == .integer(id))
        #expect(try create(#"{"name":"Twice"}"#, key: "k").json.reason == "IDEMPOTENCY_KEY_REUSED")
        fixture.addKey(9, isInstanceAdmin: true)
        #expect(try create(body, "Bearer cal_9", key: "k").json["data"]?["id"] != .integer(id))
        fixture.now = noon.adding(days: 1)
        #expect(try create(body, key: "k").json["data"]?["id"] != .integer(id))
        #expect(try create(body, key: "").json.reason == "INVALID_FIELD")
    }

    @Test("a manager sees what they manage, an administrator all, page by page, closed ones too")
    func list() throws {
        func ids(_ query: String = "", as user: Int) throws -> [Int] {
            let teams = try fixture.data(.get, "/v2/teams\(query)", as: user)
            return try #require(teams.array).compactMap { $0["id"]?.integer }
        }
        #expect(try ids(as: 1) == [42, 43])
        #expect(try ids("?take=1&skip=1", as: 1) == [43])
        #expect(try ids("?skip=2", as: 1) == [])
        #expect(try ids(as: 2) == [42])
        for user in [3, 4, 6, 9] { #expect(try ids(as: user) == []) }
        #expect(try ids(as: 8) == [7, 42, 43])
        #expect(try ids("?take=1&skip=1", as: 8) == [42])
        _ = try fixture.data(.delete, "/v2/teams/42", as: 1)
        #expect(try ids(as: 2) == [42])
        fixture.addToken("p", user: 1, scopes: [.profileRead])
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, "/v2/teams", authorization: "Bearer p")
    }

    @Test("an admin renames a team; only an owner closes it and opens it again, by either way")
    func edit() throws {
        let renamed = try fixture.data(.patch, "/v2/teams/42", as: 2, body: #"{"name":"B","slug":"b"}"#)
        #expect(renamed["name"] == .string("B") && renamed["slug"] == .string("b"))
        #expect(try fixture.data(.patch, "/v2/teams/42", as: 2, body: #"{"slug":null}"#)["slug"] == .null)
        #expect(try fixture.data(.patch, "/v2/teams/42", as: 2)["name"] == .string("B"))
        for (method, body) in [(.delete, nil), (.patch, #"{"closed":true}"#), (.patch, #"{"closed":false}"#)]
            as [(HTTPRequest.Method, String?)]
        {
            try fixture.expectFailure(
                403, "ROLE_TOO_LOW", method, "/v2/teams/42", authorization: fixture.key(2), body: body)
        }
        for user in [3, 4, 9] {
            let reason = user == 3 ? "ROLE_TOO_LOW" : "NOT_A_MEMBER"
            try fixture.expectFailure(
                403, reason, .patch, "/v2/teams/42", authorization: fixture.key(user), body: #"{"name":"C"}"#)
        }
        let closed = try fixture.data(.delete, "/v2/teams/42", as: 1)
        #expect(closed["closedAt"] == .string(noon.description))
        #expect(try fixture.data(.delete, "/v2/teams/42", as: 1)["closedAt"] == .string(noon.description))
        #expect(try fixture.data(.get, "/v2/teams/42", as: 3)["closedAt"] == .string(noon.description))
        #expect(try fixture.data(.patch, "/v2/teams/42", as: 1, body: #"{"closed":false}"#)["closedAt"] == .null)
        #expect(try fixture.data(.patch, "/v2/teams/42", as: 1, body: #"{"closed":true}"#)["closedAt"] != .null)
        #expect(try fixture.data(.patch, "/v2/teams/42", as: 8, body: #"{"closed":false}"#)["closedAt"] == .null)
        try fixture.expectFailure(
            404, "TEAM_NOT_FOUND", .delete, "/v2/teams/99", authorization: fixture.key(8))
        fixture.addToken("read", user: 1, scopes: [.teamProfileRead])
        try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .delete, "/v2/teams/42", authorization: "Bearer read")
        #expect(
            try fixture.data(.patch, "/v2/organizations/7/teams/43", as: 5, body: #"{"name":"D"}"#)["id"]
                == .integer(43))
    }

    @Test("a key that is narrowed to teams makes none, and lists those alone")
    func narrowed() throws {
        fixture.addNarrowedKey("narrow", user: 8, Reach(teams: [42]), isInstanceAdmin: true)
        try fixture.expectFailure(
            403, "KEY_NARROWED", .post, "/v2/teams", authorization: "Bearer cal_narrow", body: #"{"name":"X"}"#)
        let list = try fixture.send(.get, "/v2/teams", authorization: "Bearer cal_narrow").json["data"]?.array
        #expect(list?.compactMap { $0["id"]?.integer } == [42])
    }
}
