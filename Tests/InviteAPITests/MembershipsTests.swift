import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct MembershipsTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private let base = "/v2/teams/42/memberships"

    private func users(_ query: String = "") throws -> [JSONValue?] {
        try #require(try fixture.data(.get, base + query).array).map { $0["userId"] }
    }

    @Test("a membership is shown in Cal.com's form, with since when and by which invite")
    func shape() throws {
        let invite = try fixture.makeInvite()
        _ = try fixture.accept(invite.token, as: 9)
        let id = try #require(try fixture.teams.read(42) { $0.member(9)?.id } ?? nil)
        let membership = try fixture.data(.get, "\(base)/\(id)")
        let expected: [(String, JSONValue)] = [
            ("id", .integer(id.number)), ("userId", .integer(9)), ("teamId", .integer(42)),
            ("accepted", .boolean(true)), ("role", .string("MEMBER")), ("disableImpersonation", .boolean(false)),
        ]
        for (name, value) in expected { #expect(membership[name] == value, "\(name)") }
        let names = membership["user"]?.members?.map(\.name)
        #expect(names == ["avatarUrl", "username", "name", "email", "bio"])
        #expect(membership["joinedAt"] == .string(noon.description))
        #expect(membership["inviteId"] == .string(invite.id))
    }

    @Test("members are listed in the order of joining, page by page, and by their addresses")
    func list() throws {
        #expect(try users() == [1, 2, 3, 4].map { .integer($0) })
        #expect(try users("?take=2&skip=1") == [.integer(2), .integer(3)])
        for (user, email) in [(7, "Ada@Example.com"), (8, "bob@example.com")] {
            _ = try fixture.data(.post, base, body: #"{"userId":\#(user),"email":"\#(email)"}"#)
        }
        #expect(try users("?emails=ada@example.com") == [.integer(7)])
        #expect(try users("?emails=ADA@example.com,%20bob@example.com") == [.integer(7), .integer(8)])
        #expect(try users("?emails=bob@example.com&emails=ada@example.com") == [.integer(7), .integer(8)])
        #expect(try users("?emails=eve@example.com").isEmpty)
        let many = (0...20).map { "a\($0)@example.com" }.joined(separator: ",")
        for query in ["take=0", "take=251", "skip=x", "emails=\(many)", "emails=", "email=x"] {
            #expect(try fixture.send(.get, "\(base)?\(query)").answer.response.status == .badRequest, "\(query)")
        }
    }

    @Test("those who wait are found by what is known of them, part by part, with how many there are")
    func filters() throws {
        let invite = try fixture.makeInvite()
        let id = try #require(InviteID(invite.id))
        for name in ["Ada", "Bob", "Adam"] {
            let newcomer = Applicant(userID: nil, email: "\(name)@example.com", name: name)
            _ = try fixture.teams.redeem(id, by: newcomer, as: .newcomer)
        }
        _ = try fixture.accept(invite.token, as: 9)
        func names(_ query: String) throws -> [String] {
            try #require(try fixture.data(.get, "\(base)?\(query)").array).compactMap { $0["user"]?["name"]?.string }
        }
        #expect(try names("accepted=false&inviteId=\(invite.id)") == ["Ada", "Bob", "Adam"])
        #expect(try names("accepted=false&search=ADA") == ["Ada", "Adam"])
        #expect(try names("accepted=true&search=ada").isEmpty)
        #expect(try users("?inviteId=\(invite.id)&accepted=true") == [.integer(9)])
        let page = try fixture.send(.get, "\(base)?accepted=false&search=ada&take=1").json
        #expect(page["pagination"]?["totalItems"] == .integer(2))
        let next = try #require(page["pagination"]?["nextCursor"]?.string)
        #expect(try names("accepted=false&search=ada&take=1&after=\(next)") == ["Adam"])
        let last = try fixture.send(.get, "\(base)?accepted=false&search=ada&take=1&after=\(next)").json
        #expect(last["pagination"]?["nextCursor"] == .null)
        #expect(last["pagination"]?["totalItems"] == .integer(2))
    }

    @Test(
        "a filter that cannot be is refused by its name",
        arguments: [
            ("accepted=yes", "accepted"), ("accepted=", "accepted"), ("inviteId=x", "inviteId"), ("search=", "search"),
            ("search=\(String(repeating: "a", count: 256))", "search"), ("after=x", "after"), ("after=0", "after"),
            ("after=3&skip=0", "after"), ("after=3&after=4", "after"),
        ])
    func badFilter(query: String, field: String) throws {
        let (answer, json) = try fixture.send(.get, "\(base)?\(query)")
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
    }

    @Test("a member is added as Cal.com adds them: pending and as MEMBER unless it is said otherwise")
    func create() throws {
        let (answer, json) = try fixture.send(.post, base, body: #"{"userId":7}"#)
        #expect(answer.response.status == .created)
        #expect(json["data"]?["accepted"] == .boolean(false))
        #expect(json["data"]?["role"] == .string("MEMBER"))
        let body = #"{"userId":8,"accepted":true,"role":"ADMIN","disableImpersonation":true,"name":"Bob"}"#
        let added = try fixture.data(.post, base, body: body)
        #expect(added["role"] == .string("ADMIN"))
        #expect(added["disableImpersonation"] == .boolean(true))
        #expect(added["user"]?["name"] == .string("Bob"))
        #expect(try fixture.teams.read(42) { $0.acceptedRole(of: 8) } == .admin)
        try fixture.expectFailure(409, "MEMBER_EXISTS", .post, base, body: #"{"userId":7}"#)
    }

    @Test("a membership is changed and ended, and each answer shows it")
    func changeAndEnd() throws {
        let pending = "\(base)/5"
        let changed = try fixture.data(.patch, pending, body: #"{"accepted":true,"role":"MEMBER"}"#)
        #expect(changed["accepted"] == .boolean(true))
        #expect(changed["role"] == .string("MEMBER"))
        #expect(try fixture.data(.get, pending) == changed)
        #expect(try fixture.data(.patch, pending, body: "{}") == changed)
        #expect(try fixture.data(.delete, pending) == changed)
        for method in [HTTPRequest.Method.get, .patch, .delete] {
            try fixture.expectFailure(404, "MEMBER_NOT_FOUND", method, pending)
        }
    }

    @Test("somebody who signed up is told apart from users until an admin says who they are")
    func identify() throws {
        let token = try fixture.makeInvite().token
        let invite = try #require(InviteID(String(token.prefix(24))))
        let ada = Applicant(userID: nil, email: "ada@example.com", name: "Ada")
        let outcome = try #require(try fixture.teams.redeem(invite, by: ada, as: .newcomer))
        let one = "\(base)/\(outcome.redemption.member.id)"
        #expect(try fixture.data(.get, one)["userId"] == .null)
        let accepted = try fixture.data(.patch, one, body: #"{"accepted":true,"userId":9}"#)
        #expect(accepted["userId"] == .integer(9))
        #expect(accepted["inviteId"] == .string(invite.description))
        try fixture.expectFailure(409, "MEMBER_IDENTIFIED", .patch, one, body: #"{"userId":8}"#)
        try fixture.expectFailure(409, "MEMBER_EXISTS", .post, base, body: #"{"userId":9}"#)
    }

    @Test("nobody hands out a role above their own, touches who stands above them, or leaves a team without an owner")
    func roles() throws {
        let (owner, member) = ("\(base)/2", "\(base)/4")
        try fixture.expectFailure(403, "ROLE_ABOVE_OWN", .post, base, body: #"{"userId":7,"role":"OWNER"}"#)
        try fixture.expectFailure(403, "ROLE_ABOVE_OWN", .patch, member, body: #"{"role":"OWNER"}"#)
        try fixture.expectFailure(403, "ROLE_TOO_LOW", .patch, owner, body: #"{"role":"MEMBER"}"#)
        try fixture.expectFailure(403, "ROLE_TOO_LOW", .delete, owner)
        let boss = fixture.key(1)
        try fixture.expectFailure(409, "LAST_OWNER", .patch, owner, authorization: boss, body: #"{"role":"ADMIN"}"#)
        try fixture.expectFailure(409, "LAST_OWNER", .patch, owner, authorization: boss, body: #"{"accepted":false}"#)
        try fixture.expectFailure(409, "LAST_OWNER", .delete, owner, authorization: boss)
        _ = try fixture.data(.patch, member, as: 1, body: #"{"role":"OWNER"}"#)
        _ = try fixture.data(.delete, owner, as: 1)
    }

    @Test(
        "a body that cannot be is refused by the name of its part",
        arguments: [
            ("{}", "userId"), (#"{"userId":"7"}"#, "userId"), (#"{"userId":0}"#, "userId"),
            (#"{"userId":7,"role":"BOSS"}"#, "role"), (#"{"userId":7,"accepted":1}"#, "accepted"),
            (#"{"userId":7,"accepted":null}"#, "accepted"), (#"{"userId":7,"email":"x"}"#, "email"),
            (#"{"userId":7,"name":""}"#, "name"), (#"{"userId":7,"teamId":43}"#, "teamId"),
        ])
    func badBody(body: String, field: String) throws {
        let (answer, json) = try fixture.send(.post, base, body: body)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
    }

    @Test("only the team's admins see and change its members", arguments: [3, 4, 5, 9])
    func authority(user: Int) throws {
        let reason = user == 3 ? "ROLE_TOO_LOW" : "NOT_A_MEMBER"
        let calls: [(HTTPRequest.Method, String)] = [
            (.get, base), (.get, "\(base)/2"), (.patch, "\(base)/2"), (.delete, "\(base)/2"),
        ]
        for (method, path) in calls {
            try fixture.expectFailure(403, reason, method, path, authorization: fixture.key(user))
        }
        let body = #"{"userId":9,"role":"MEMBER","accepted":true}"#
        try fixture.expectFailure(403, reason, .post, base, authorization: fixture.key(user), body: body)
    }

    @Test("who is added to a team of an organization is added to the organization, once they are accepted")
    func organization() throws {
        let path = "/v2/teams/43/memberships"
        let added = try fixture.data(.post, path, as: 1, body: #"{"userId":9}"#)
        #expect(try fixture.teams.read(7) { $0.member(9) } == .some(nil))
        let id = try #require(added["id"]?.integer)
        _ = try fixture.data(.patch, "\(path)/\(id)", as: 1, body: #"{"accepted":true}"#)
        #expect(try fixture.teams.read(7) { $0.acceptedRole(of: 9) } == .member)
    }

    @Test(
        "an edit that lets nobody in brings nobody back into the organization",
        arguments: [
            "{}", #"{"disableImpersonation":true}"#, #"{"role":"MEMBER"}"#, #"{"accepted":true}"#,
        ])
    func takenOut(edit: String) throws {
        let base = "/v2/teams/43/memberships"
        let added = try fixture.data(.post, base, as: 1, body: #"{"userId":8,"accepted":true}"#)
        #expect(try fixture.teams.read(7) { $0.member(8) != nil } == true)
        _ = try fixture.teams.update(7) { team, _ in try team.removeMember(.user(8), by: .user(5)) }
        let id = try #require(added["id"]?.integer)
        _ = try fixture.data(.patch, "\(base)/\(id)", as: 1, body: edit)
        #expect(try fixture.teams.read(7) { $0.member(8) == nil } == true)
    }
}
