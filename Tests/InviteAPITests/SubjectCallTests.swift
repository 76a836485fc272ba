import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// People whom the application calls by something else than a number.
@Suite struct SubjectCallTests {
    let fixture: Fixture
    private let ada = "550e8400-e29b-41d4-a716-446655440000"

    init() throws {
        fixture = try Fixture()
        fixture.addKey(8, canVouch: true)
    }

    private func vouch(_ user: String, by token: String) throws -> (answer: Answer, json: JSONValue) {
        try fixture.send(
            .post, "/v2/invites/accept", authorization: fixture.key(8), body: #"{"token":"\#(token)","user":\#(user)}"#)
    }

    @Test("an application vouches for a subject, who joins once and is shown by it everywhere")
    func vouched() throws {
        let token = try fixture.makeInvite(#"{"maxUses":2}"#).token
        for round in 1...2 {
            let data = try #require(try vouch(#"{"subject":"\#(ada)","name":"Ada"}"#, by: token).json["data"])
            #expect(data["joined"] == .boolean(round == 1))
            #expect(data["membership"]?["userId"] == .null)
            #expect(data["membership"]?["subject"] == .string(ada))
        }
        let list = try fixture.send(.get, "/v2/teams/42/memberships").json["data"]?.array
        #expect(list?.last?["subject"] == .string(ada))
        #expect(list?.first?["subject"] == .null && list?.first?["userId"] == .integer(1))
        let invite = try fixture.send(.get, "/v2/teams/42/invites").json["data"]?.array?.first
        #expect(invite?["uses"] == .integer(1))
    }

    @Test("the decimal of a user's number is that user, however it is sent")
    func decimal() throws {
        let token = try fixture.makeInvite().token
        #expect(try vouch(#"{"subject":"55"}"#, by: token).json["data"]?["joined"] == .boolean(true))
        let again = try #require(try vouch(#"{"id":55}"#, by: token).json["data"])
        #expect(again["alreadyMember"] == .boolean(true))
        #expect(again["membership"]?["userId"] == .integer(55))
        #expect(again["membership"]?["subject"] == .null)
    }

    @Test(
        "what names nobody is refused, and the field is named",
        arguments: [
            (#"{}"#, "user.id"), (#"{"subject":""}"#, "user.subject"), (#"{"subject":" a"}"#, "user.subject"),
            (#"{"subject":"a\u200b"}"#, "user.subject"), (#"{"subject":"a\u0000"}"#, "user.subject"),
            (#"{"subject":"a\u202eb"}"#, "user.subject"), (#"{"subject":17}"#, "user.subject"),
            (#"{"subject":null}"#, "user.subject"), (#"{"id":"a"}"#, "user.id"), (#"{"id":null}"#, "user.id"),
            (#"{"id":17,"subject":"a"}"#, "user.subject"), (#"{"id":17,"subject":"17"}"#, "user.subject"),
            (#"{"subject":"\#(String(repeating: "a", count: 256))"}"#, "user.subject"),
        ])
    func bad(user: String, field: String) throws {
        let (answer, json) = try vouch(user, by: try fixture.makeInvite().token)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
    }

    @Test("an admin adds a subject, and says that somebody who signed up is one")
    func memberships() throws {
        let path = "/v2/teams/42/memberships"
        let added = try fixture.send(.post, path, body: #"{"subject":"auth0|1","role":"ADMIN","accepted":true}"#)
        #expect(added.answer.response.status == .created)
        #expect(added.json["data"]?["subject"] == .string("auth0|1"))
        #expect(try fixture.send(.post, path, body: #"{"subject":"auth0|1"}"#).answer.log.reason == "MEMBER_EXISTS")
        for body in [#"{"accepted":true}"#, #"{"userId":17,"subject":"a"}"#, #"{"subject":"a\tb"}"#] {
            #expect(try fixture.send(.post, path, body: body).answer.response.status == .badRequest)
        }
        _ = try fixture.teams.update(42) { team, now in
            try team.addMember(
                MemberTerms(userID: nil, role: .member, accepted: false, email: "a@b.cd"), by: .newcomer, at: now)
        }
        let waiting = try #require(try fixture.send(.get, path).json["data"]?.array?.last?["id"]?.integer)
        let known = try fixture.send(.patch, "\(path)/\(waiting)", body: #"{"accepted":true,"subject":"auth0|2"}"#)
        #expect(known.json["data"]?["subject"] == .string("auth0|2"))
        let other = try fixture.send(.patch, "\(path)/\(waiting)", body: #"{"userId":77}"#)
        #expect(other.answer.log.reason == "MEMBER_IDENTIFIED")
    }

    @Test("a key of a subject acts as that subject: what it makes, sees and ends is theirs")
    func caller() throws {
        let subject: UserID = "auth0|owner"
        try fixture.teams.populate(.sample(50), [(subject, .owner)])
        fixture.asserted = AssertedIdentity(user: "auth0|owner", scopes: nil)
        func act(_ method: HTTPRequest.Method, _ path: String) throws -> (answer: Answer, json: JSONValue) {
            try fixture.send(method, path, authorization: nil)
        }
        #expect(try act(.post, "/v2/teams/50/invite").answer.response.status == .ok)
        #expect(try act(.get, "/v2/me").json["data"]?["subject"] == .string("auth0|owner"))
        #expect(try act(.get, "/v2/me").json["data"]?["id"] == .null)
        let list = try act(.get, "/v2/teams/50/invites?createdBySubject=auth0%7Cowner").json["data"]?.array
        #expect(list?.first?["createdBySubject"] == .string("auth0|owner"))
        #expect(list?.first?["createdBy"] == .null)
        #expect(
            try act(.get, "/v2/teams/50/invites?createdBySubject=auth0%7Cother").json["data"]?.array?.isEmpty == true)
        for query in [
            "createdBySubject=", "createdBySubject=%20a", "createdBy=auth0%7Cowner", "createdBy=1&createdBySubject=a",
        ] {
            #expect(try act(.get, "/v2/teams/50/invites?\(query)").answer.log.reason == "INVALID_FIELD")
            #expect(try act(.delete, "/v2/teams/50/invites?\(query)").answer.log.reason == "INVALID_FIELD")
        }
        #expect(try act(.delete, "/v2/teams/50/invites").answer.log.reason == "INVALID_FIELD")
        let ended = try act(.delete, "/v2/teams/50/invites?createdBySubject=auth0%7Cowner")
        #expect(ended.json["data"]?["revoked"] == .integer(1))
    }
}
