import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct ManageInvitesTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private static let base = "/v2/teams/42/invites"
    private let base = Self.base

    private func ids(_ query: String = "") throws -> [String] {
        try #require(try fixture.data(.get, base + query).array).compactMap { $0["id"]?.string }
    }

    @Test("invites are listed newest first, page by page, and never with a token")
    func list() throws {
        let made = try (0..<5).map { _ in try fixture.makeInvite() }
        let newestFirst = Array(made.map(\.id).reversed())
        #expect(try ids() == newestFirst)
        #expect(try ids("?take=2") == Array(newestFirst[..<2]))
        #expect(try ids("?take=2&skip=3") == Array(newestFirst[3...]))
        #expect(try ids("?skip=5").isEmpty)
        #expect(try ids("?skip=2147483647").isEmpty)
        let text = String(decoding: try fixture.send(.get, base).answer.body, as: UTF8.self)
        for invite in made { #expect(!text.contains(invite.token)) }
    }

    @Test("lists are filtered by what invites are at this moment, and by who made them")
    func filters() throws {
        let active = try fixture.makeInvite().id
        let paused = try fixture.makeInvite().id
        _ = try fixture.data(.patch, "\(base)/\(paused)", body: #"{"paused":true}"#)
        let expired = try fixture.makeInvite(#"{"expiresInDays":1}"#).id
        let exhausted = try fixture.makeInvite(#"{"maxUses":1}"#)
        _ = try fixture.accept(exhausted.token, as: 9)
        let revoked = try fixture.makeInvite(by: 1).id
        _ = try fixture.data(.delete, "\(base)/\(revoked)")
        fixture.now = noon.adding(days: 1)
        let expected = [
            "active": active, "paused": paused, "expired": expired, "exhausted": exhausted.id, "revoked": revoked,
        ]
        for (status, id) in expected { #expect(try ids("?status=\(status)") == [id], "\(status)") }
        #expect(try ids("?createdBy=1") == [revoked])
        #expect(try ids("?createdBy=2&status=active") == [active])
        #expect(try ids("?createdBy=9").isEmpty)
    }

    @Test(
        "a query that cannot be is refused by the name of its part",
        arguments: [
            ("take=0", "take"), ("take=251", "take"), ("take=x", "take"), ("take=", "take"), ("skip=-1", "skip"),
            ("skip=+1", "skip"), ("take=1&take=2", "take"), ("status=Active", "status"), ("status=", "status"),
            ("createdBy=0", "createdBy"), ("createdBy=2147483648", "createdBy"), ("stauts=active", "stauts"),
            ("skip=9999999999999999999999", "skip"), ("skip=2147483648", "skip"),
        ])
    func badQuery(query: String, field: String) throws {
        let (answer, json) = try fixture.send(.get, "\(base)?\(query)")
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
    }

    @Test("an invite is read with its version as an entity tag")
    func read() throws {
        let invite = try fixture.makeInvite(#"{"maxUses":2,"name":"Spring"}"#)
        _ = try fixture.accept(invite.token, as: 9)
        let (answer, json) = try fixture.send(.get, "\(base)/\(invite.id)")
        #expect(answer.response.headerFields[.eTag] == "\"1\"")
        #expect(json["data"]?["uses"] == .integer(1))
        #expect(json["data"]?["remainingUses"] == .integer(1))
        #expect(json["data"]?["lastUsedAt"] == .string(noon.description))
        #expect(json["data"]?["name"] == .string("Spring"))
    }

    @Test("only the team's admins manage its invites", arguments: [3, 4, 5, 9])
    func authority(user: Int) throws {
        let invite = try fixture.makeInvite()
        let reason = user == 3 ? "ROLE_TOO_LOW" : "NOT_A_MEMBER"
        let one = "\(base)/\(invite.id)"
        let calls: [(HTTPRequest.Method, String)] = [
            (.get, base), (.get, one), (.patch, one), (.delete, one), (.post, "\(one)/link"),
            (.get, "\(one)/redemptions"), (.delete, "\(base)?createdBy=2"),
        ]
        for (method, path) in calls {
            try fixture.expectFailure(403, reason, method, path, authorization: fixture.key(user))
        }
        #expect(try fixture.preview(invite.token)["valid"] == .boolean(true))
    }

    @Test("a token is good for what its scopes say: reading is not writing, and the other way round")
    func scopes() throws {
        let one = "\(base)/\(try fixture.makeInvite().id)"
        fixture.addToken("reader", user: 2, scopes: [.teamMembershipRead])
        fixture.addToken("writer", user: 2, scopes: [.organizationMembershipWrite])
        let reads = [base, one, "\(one)/redemptions"]
        for path in reads {
            #expect(try fixture.send(.get, path, authorization: "Bearer reader").answer.response.status == .ok)
            try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, path, authorization: "Bearer writer")
        }
        let writes: [(HTTPRequest.Method, String)] = [
            (.post, "\(one)/link"), (.patch, one), (.delete, one), (.delete, "\(base)?createdBy=2"),
        ]
        for (method, path) in writes {
            try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", method, path, authorization: "Bearer reader")
            #expect(try fixture.send(method, path, authorization: "Bearer writer").answer.response.status == .ok)
        }
    }

    @Test("an invite of another team is not found through this one")
    func otherTeam() throws {
        let invite = try fixture.makeInvite(team: 43, by: 1)
        for id in [invite.id, "0000002a00000000000000ff"] {
            try fixture.expectFailure(404, "INVITE_NOT_FOUND", .get, "\(base)/\(id)", authorization: fixture.key(1))
            try fixture.expectFailure(404, "INVITE_NOT_FOUND", .delete, "\(base)/\(id)", authorization: fixture.key(1))
        }
        for id in ["x", String(repeating: "A", count: 24), String(repeating: "0", count: 24)] {
            try fixture.expectFailure(400, "INVALID_ID", .get, "\(base)/\(id)")
        }
        #expect(try fixture.preview(invite.token)["valid"] == .boolean(true))
    }

    @Test("a link is shown again while it admits somebody, and the look is in the ledger")
    func link() throws {
        let invite = try fixture.makeInvite(#"{"maxUses":1}"#)
        let before = try fixture.teams.read(42) { $0.sequence }
        let shown = try fixture.data(.post, "\(base)/\(invite.id)/link")
        #expect(shown["token"] == .string(invite.token))
        #expect(shown["inviteLink"]?.string?.contains(invite.token) == true)
        #expect(try fixture.teams.read(42) { $0.sequence } == before.map { $0 + 1 })
        _ = try fixture.accept(invite.token, as: 9)
        try fixture.expectFailure(410, "INVITE_EXHAUSTED", .post, "\(base)/\(invite.id)/link")
    }

    @Test("an edit changes what it names; whoever says which version they saw overwrites no other")
    func edit() throws {
        let one = "\(base)/\(try fixture.makeInvite(#"{"maxUses":5,"name":"a"}"#).id)"
        let tag: [HTTPField.Name: String] = [.ifMatch: "\"1\""]
        let (answer, json) = try fixture.send(.patch, one, body: #"{"name":"b"}"#, fields: tag)
        #expect(answer.response.headerFields[.eTag] == "\"2\"")
        #expect(json["data"]?["name"] == .string("b"))
        #expect(json["data"]?["maxUses"] == .integer(5))
        #expect(json["data"]?["version"] == .integer(2))
        let foreign = [
            "\"02\"", "\"+2\"", "\"2-\"", "\"2-x\"", "\"-2\"", "\"2.0\"", "\" 2\"", "'2'", "\"2", "2\"", "\"\"",
            "\"*\"",
        ]
        for old in ["\"1\"", "W/\"1\"", "\"1-gzip\"", "\"x\"", "2", ""] + foreign {
            let refused = try fixture.send(.patch, one, body: #"{"name":"c"}"#, fields: [.ifMatch: old])
            #expect(refused.answer.response.status == .preconditionFailed, "\(old)")
            #expect(refused.json.reason == "VERSION_MISMATCH")
        }
        // What servers and caches that compress make of a tag is still the tag.
        let marked = ["W/\"2\"", "\"2-gzip\"", "\"2;br\"", "\"2--gzip\"", "W/\"2-gzip\"", "\"a,b\" , \"2-df\""]
        for good in ["*", "\"1\", \"2\"", "\"2\""] + marked {
            _ = try fixture.data(.patch, one, body: #"{"name":"b"}"#, fields: [.ifMatch: good])
        }
        #expect(try fixture.data(.get, one)["version"] == .integer(2))
        let refused = try fixture.send(.delete, one, fields: tag)
        #expect(refused.answer.response.status == .preconditionFailed)
    }

    @Test(
        "what an edit cannot be is refused by name, and changes nothing",
        arguments: [
            (#"{"role":"MEMBER"}"#, "role"), (#"{"paused":1}"#, "paused"), (#"{"maxUses":0}"#, "maxUses"),
            (#"{"expiresAt":"2020-01-01T00:00:00Z"}"#, "expiresAt"),
            (#"{"expiresInDays":1,"expiresAt":null}"#, "expiresAt"), (#"{"token":"x"}"#, "token"),
            (#"{"uses":0}"#, "uses"), (#"{"metadata":{"a":1}}"#, "metadata"),
        ])
    func badEdit(body: String, field: String) throws {
        let invite = try fixture.makeInvite()
        _ = try fixture.accept(invite.token, as: 8)
        _ = try fixture.accept(invite.token, as: 9)
        let (answer, json) = try fixture.send(.patch, "\(base)/\(invite.id)", body: body)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
        try fixture.expectFailure(409, "LIMIT_BELOW_USES", .patch, "\(base)/\(invite.id)", body: #"{"maxUses":1}"#)
        #expect(try fixture.data(.get, "\(base)/\(invite.id)")["version"] == .integer(1))
    }

    @Test("a paused invite admits nobody until it is resumed")
    func pause() throws {
        let invite = try fixture.makeInvite()
        let one = "\(base)/\(invite.id)"
        #expect(try fixture.data(.patch, one, body: #"{"paused":true}"#)["status"] == .string("paused"))
        #expect(try fixture.accept(invite.token, as: 9).answer.response.status == .conflict)
        #expect(try fixture.preview(invite.token)["reason"] == .string("INVITE_PAUSED"))
        try fixture.expectFailure(409, "INVITE_PAUSED", .post, "\(one)/link")
        #expect(try fixture.data(.patch, one, body: #"{"paused":false}"#)["status"] == .string("active"))
        #expect(try fixture.accept(invite.token, as: 9).answer.response.status == .ok)
    }

    @Test("a revoked invite admits nobody, and revoking it again is as good an answer")
    func revoke() throws {
        let invite = try fixture.makeInvite()
        let one = "\(base)/\(invite.id)"
        for _ in 1...2 {
            let revoked = try fixture.data(.delete, one)
            #expect(revoked["status"] == .string("revoked"))
            #expect(revoked["revokedAt"] == .string(noon.description))
            #expect(revoked["version"] == .integer(2))
        }
        #expect(try fixture.accept(invite.token, as: 9).json.reason == "INVITE_REVOKED")
        try fixture.expectFailure(410, "INVITE_REVOKED", .patch, one, body: #"{"name":"x"}"#)
        try fixture.expectFailure(410, "INVITE_REVOKED", .post, "\(one)/link")
    }

    @Test("all invites of a creator end in one call, which must name the creator")
    func revokeAll() throws {
        for user in [1, 2, 2] { _ = try fixture.makeInvite(by: user) }
        for query in ["", "?", "?createdBy=", "?createdby=2", "?createdBy=2&createdBy=1"] {
            let answer = try fixture.send(.delete, base + query).answer
            #expect(answer.response.status == .badRequest, "\(query)")
        }
        #expect(try fixture.data(.delete, "\(base)?createdBy=2")["revoked"] == .integer(2))
        #expect(try fixture.data(.delete, "\(base)?createdBy=2")["revoked"] == .integer(0))
        #expect(try ids("?status=active").count == 1)
    }

    @Test("who joined with an invite is known, also when they have left")
    func redemptions() throws {
        let invite = try fixture.makeInvite()
        for user in [8, 9] { _ = try fixture.accept(invite.token, as: user) }
        let first = try #require(try fixture.teams.read(42) { $0.member(8)?.id } ?? nil)
        _ = try fixture.data(.delete, "/v2/teams/42/memberships/\(first)")
        let list = try #require(try fixture.data(.get, "\(base)/\(invite.id)/redemptions").array)
        #expect(list.map { $0["userId"] } == [.integer(8), .integer(9)])
        #expect(list[0]["membershipId"] == .integer(first.number))
        #expect(list[0]["role"] == .string("MEMBER"))
        #expect(list[0]["redeemedAt"] == .string(noon.description))
        #expect(try fixture.data(.get, "\(base)/\(invite.id)")["uses"] == .integer(2))
    }

    @Test("a create that names itself may be sent again and makes one invite")
    func idempotency() throws {
        let create = "/v2/teams/42/invite"
        let fields: [HTTPField.Name: String] = [.idempotencyKey: "abc-1"]
        let first = try fixture.data(.post, create, body: #"{"maxUses":3}"#, fields: fields)
        let again = try fixture.data(.post, create, body: #"{"maxUses":3}"#, fields: fields)
        #expect(first == again)
        #expect(try fixture.inviteCount() == 1)
        let other = try fixture.send(.post, create, body: #"{"maxUses":4}"#, fields: fields)
        #expect(other.answer.response.status == .conflict)
        #expect(other.json.reason == "IDEMPOTENCY_KEY_REUSED")
        _ = try fixture.data(.post, create, as: 1, body: #"{"maxUses":4}"#, fields: fields)
        #expect(try fixture.inviteCount() == 2)
        // Somebody who is no admin any more gets nothing by sending it again.
        _ = try fixture.teams.update(42) { team, _ in
            try team.changeMember(.user(2), MemberEdit(role: .member), by: .operator)
        }
        let demoted = try fixture.send(.post, create, body: #"{"maxUses":3}"#, fields: fields)
        #expect(demoted.json.reason == "ROLE_TOO_LOW")
    }

    @Test("a key of an odd form is refused", arguments: ["", "a b", "ä", String(repeating: "k", count: 256)])
    func badKey(key: String) throws {
        let fields: [HTTPField.Name: String] = [.idempotencyKey: key]
        let (answer, json) = try fixture.send(.post, "/v2/teams/42/invite", fields: fields)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string("Idempotency-Key"))
    }

    @Test("an admin is not shown an owner's link that makes owners")
    func ownersLink() throws {
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: .upToOwner, apiKeyPrefix: fixture.settings.apiKeyPrefix)
        let one = "\(base)/\(try fixture.makeInvite(#"{"role":"OWNER"}"#, by: 1).id)"
        try fixture.expectFailure(403, "ROLE_ABOVE_OWN", .post, "\(one)/link")
        try fixture.expectFailure(403, "ROLE_ABOVE_OWN", .patch, one, body: #"{"expiresInDays":null}"#)
        _ = try fixture.data(.post, "\(one)/link", as: 1)
    }
}
