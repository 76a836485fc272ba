import HTTPTypes
import InviteDomain
import InviteTestSupport
import Storage
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct EventsTests {
    let fixture: Fixture

    /// Somebody who may read all events, and somebody who manages team 42.
    init() throws {
        fixture = try Fixture()
        fixture.addKey(8, isInstanceAdmin: true)
        fixture.addToken("two", user: 2, scopes: [.eventsRead])
        fixture.addToken("three", user: 3, scopes: [.eventsRead])
    }

    private func read(
        _ query: String = "", as bearer: String = "Bearer cal_8"
    ) throws -> (ids: [String], cursor: String, hasMore: Bool) {
        let (answer, json) = try fixture.send(.get, "/v2/events" + query, authorization: bearer)
        #expect(answer.response.status == .ok, "\(json)")
        let ids = try #require(json["data"]?.array).compactMap { $0["id"]?.string }
        return (ids, try #require(json["cursor"]?.string), json["hasMore"] == .boolean(true))
    }

    @Test("who keeps the cursor gets each event once")
    func cursor() throws {
        var seen: [String] = []
        var cursor = "0"
        repeat {
            let page = try read("?take=2&after=\(cursor)")
            #expect(page.ids.count <= 2)
            (seen, cursor) = (seen + page.ids, page.cursor)
            if page.ids.isEmpty { break }
        } while true
        #expect(Set(seen).count == seen.count)
        #expect(seen.filter { $0.hasPrefix("42-") } == (1...5).map { "42-\($0)" })
        #expect(try seen == read().ids)
        #expect(try read("?after=latest").cursor == cursor)
        _ = try fixture.send()
        let more = try read("?after=\(cursor)")
        #expect(more.ids == ["42-6"])
        #expect(!more.hasMore)
    }

    @Test("callers see what they manage, and nobody without the scope sees anything")
    func callers() throws {
        #expect(try Set(read().ids.map { $0.prefix { $0 != "-" } }) == ["7", "42", "43"])
        #expect(try read(as: "Bearer two").ids == (1...5).map { "42-\($0)" })
        #expect(try read(as: "Bearer three").ids.isEmpty)
        #expect(try read(as: "Bearer three").cursor == read().cursor)
        fixture.addToken("other", user: 2, scopes: [.teamMembershipRead])
        for bearer in ["Bearer cal_2", "Bearer other"] {
            try fixture.expectFailure(403, "INSUFFICIENT_SCOPE", .get, "/v2/events", authorization: bearer)
        }
        try fixture.expectFailure(401, "CREDENTIAL_MISSING", .get, "/v2/events", authorization: nil)
    }

    @Test("one team and some types can be asked for")
    func filters() throws {
        _ = try fixture.send()
        #expect(try read("?teamId=43").ids == ["43-1", "43-2"])
        #expect(try read("?types=invite.created").ids == ["42-6"])
        #expect(try read("?types=team.created,invite.created&teamId=42").ids == ["42-1", "42-6"])
        #expect(try read("?types=team.created&types=invite.created&teamId=42").ids == ["42-1", "42-6"])
        try fixture.expectFailure(
            403, "NOT_A_MEMBER", .get, "/v2/events?teamId=43", authorization: "Bearer two")
        try fixture.expectFailure(
            403, "ROLE_TOO_LOW", .get, "/v2/events?teamId=42", authorization: "Bearer three")
        try fixture.expectFailure(404, "TEAM_NOT_FOUND", .get, "/v2/events?teamId=9", authorization: "Bearer cal_8")
    }

    @Test(
        "what makes no sense is refused, with the name of the part",
        arguments: [
            ("after=", 400, "INVALID_FIELD", "after"), ("after=x", 400, "INVALID_FIELD", "after"),
            ("after=1&after=2", 400, "INVALID_FIELD", "after"), ("after=fffff", 410, "CURSOR_UNKNOWN", "after"),
            ("take=0", 400, "INVALID_FIELD", "take"), ("take=251", 400, "INVALID_FIELD", "take"),
            ("wait=26", 400, "INVALID_FIELD", "wait"), ("wait=-1", 400, "INVALID_FIELD", "wait"),
            ("teamId=0", 400, "INVALID_ID", "teamId"), ("types=", 400, "INVALID_FIELD", "types"),
            ("types=team.snapshot", 400, "INVALID_FIELD", "types"), ("types=invite", 400, "INVALID_FIELD", "types"),
            ("skip=1", 400, "UNKNOWN_PROPERTY", "skip"),
        ])
    func nonsense(_ query: String, _ status: Int, _ reason: String, _ field: String) throws {
        let path = "/v2/events?\(query)"
        try fixture.expectFailure(status, reason, .get, path, authorization: "Bearer cal_8")
        let details = try fixture.send(.get, path, authorization: "Bearer cal_8").json["error"]?["details"]
        #expect(details?["field"] == .string(field))
        if query.hasPrefix("types=i") {
            #expect(details?["message"]?.string?.contains("team.created, ") == true)
        }
    }

    @Test("events that are gone or cannot be read are told of, with the way on")
    func failures() throws {
        fixture.feed.failures[42] = Refusal.eventsGone(1...3, team: 42, next: "abc")
        let gone = try fixture.send(.get, "/v2/events?teamId=42", authorization: "Bearer cal_8")
        #expect(gone.answer.response.status.code == 410)
        let details = try #require(gone.json["error"]?["details"])
        #expect(details["reason"] == .string("EVENTS_GONE"))
        #expect(details["cursor"] == .string("abc"))
        #expect(details["teamId"] == .integer(42))
        #expect(details["message"]?.string?.contains("events 1 to 3 of the team with id=42") == true)
        fixture.feed.failures[42] = UnreadableEvents(team: 42, cause: StoreError(.corrupt, "damaged: /secret/path"))
        let damaged = try fixture.send(.get, "/v2/events?teamId=42", authorization: "Bearer cal_8")
        #expect(damaged.answer.response.status.code == 503)
        #expect(damaged.json["error"]?["message"]?.string?.contains("id=42") == true)
        #expect(damaged.answer.log.internalNote == "damaged: /secret/path")
        #expect(!String(decoding: damaged.answer.body, as: UTF8.self).contains("secret"))
        #expect(try read("?teamId=43").ids.count == 2)
    }

    @Test("an event tells what happened by the API's names")
    func shape() throws {
        _ = try fixture.send(body: #"{"name":"Spring","maxUses":3,"metadata":{"k":"v"}}"#)
        let page = try fixture.send(.get, "/v2/events?teamId=42", authorization: "Bearer cal_8").json
        let events = try #require(page["data"]?.array)
        let created = try #require(events.last)
        #expect(created["id"] == .string("42-6"))
        #expect(created["teamId"] == .integer(42))
        #expect(created["seq"] == .integer(6))
        #expect(created["type"] == .string("invite.created"))
        #expect(created["at"] == .string(noon.description))
        #expect(created["by"]?["kind"] == .string("user"))
        #expect(created["by"]?["userId"] == .integer(2))
        #expect(created["inviteId"]?.string?.count == 24)
        #expect(created["invite"]?["name"] == .string("Spring"))
        #expect(created["invite"]?["maxUses"] == .integer(3))
        #expect(events[0]["team"]?["name"] == .string("Acme"))
        #expect(events[0]["by"]?["kind"] == .string("operator"))
        #expect(events[1]["membershipId"] == .integer(2))
        #expect(events[1]["member"]?["role"] == .string("OWNER"))
    }

    @Test("no event holds a token, or what could be compared with one")
    func secrets() throws {
        let token = String(repeating: "a", count: 64)
        let terms = InviteTerms.imported(token)
        let mark = SubmissionMark(random: (1, 2)).digest
        let key = IdempotencyKey("canary-key", body: [1], of: 2)
        let keyed = InviteTerms.sample(7, idempotencyKey: key)
        let person = MemberTerms(
            userID: nil, role: .member, accepted: false, email: "a@example.com", name: "A", submission: mark)
        _ = try fixture.teams.update(42) { _, _ in
            Decision(
                by: .newcomer,
                [
                    .inviteCreated(terms), .inviteCreated(keyed), .inviteLinkShown(terms.id),
                    .inviteRedeemed(terms.id, person),
                ], result: ())
        }
        let answer = try fixture.send(.get, "/v2/events?teamId=42", authorization: "Bearer cal_8").answer
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("\"42-9\""))
        let canaries = [
            token, terms.tokenDigest?.text, mark.text, key.fingerprint.description, key.body.description, "canary",
        ]
        for canary in canaries.compactMap(\.self) { #expect(!text.contains(canary)) }
        for name in ["token", "Digest", "digest", "submission", "request"] { #expect(!text.contains("\"\(name)")) }
    }
}
