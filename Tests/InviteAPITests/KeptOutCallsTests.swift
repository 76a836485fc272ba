import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Keeping people out by calls, and what they meet then.
@Suite struct KeptOutCallsTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private let base = "/v2/teams/42/memberships"

    /// Somebody asks to join at the page; the result is the answer.
    private func signUp(_ token: String, _ name: String, _ email: String) throws -> Answer {
        let form = "token=\(token)&name=\(name)&email=\(email)"
        let type = "application/x-www-form-urlencoded"
        return try fixture.send(.post, "/signup", authorization: nil, body: form, type: type).answer
    }

    private func last() throws -> Member { try #require(try fixture.teams.read(42) { $0.members.last } ?? nil) }

    private func sequence() throws -> Int { try #require(try fixture.teams.read(42) { $0.sequence }) }

    @Test("a user who is kept out is refused, whoever vouches for them, and no use is counted")
    func vouched() throws {
        let invite = try fixture.makeInvite()
        let removed = try fixture.data(.delete, "\(base)/4?keepOut=true")
        #expect(removed["userId"] == .integer(3))
        fixture.addKey(9, canVouch: true)
        let (accept, token) = ("/v2/invites/accept", invite.token)
        for (user, more) in [(3, ""), (9, #","user":{"id":3}"#)] {
            let body = #"{"token":"\#(token)"\#(more)}"#
            try fixture.expectFailure(403, "KEPT_OUT", .post, accept, authorization: fixture.key(user), body: body)
        }
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(invite.id)")["uses"] == .integer(0))
        _ = try fixture.data(.post, base, body: #"{"userId":3,"accepted":true}"#)
        #expect(try fixture.accept(token, as: 3).json["data"]?["alreadyMember"] == .boolean(true))
    }

    @Test("whoever is declined without more may try again")
    func mayTryAgain() throws {
        let invite = try fixture.makeInvite()
        for query in ["", "?keepOut=false"] {
            #expect(try signUp(invite.token, "Ada", "ada@example.com").response.status == .seeOther)
            _ = try fixture.data(.delete, "\(base)/\(try last().id)\(query)")
        }
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(invite.id)")["uses"] == .integer(2))
        try fixture.expectFailure(400, "INVALID_FIELD", .delete, "\(base)/4?keepOut=yes")
    }

    @Test("the sign-up page answers an address that is kept out as any other, and records nothing")
    func page() throws {
        let invite = try fixture.makeInvite(#"{"maxUses":2}"#)
        _ = try signUp(invite.token, "Ada", "ada@example.com")
        _ = try fixture.data(.delete, "\(base)/\(try last().id)?keepOut=true")
        let before = try sequence()
        let inVain = try signUp(invite.token, "Eve", "ADA@example.com")
        #expect(try sequence() == before)
        let other = try signUp(invite.token, "Eve", "eve@example.com")
        #expect(try sequence() == before + 1)
        func told(_ answer: Answer) -> [String] {
            let ids: Set = [HTTPField.Name("X-Request-Id"), .setCookie]
            return [answer.response.status.description, String(decoding: answer.body, as: UTF8.self)]
                + answer.response.headerFields.filter { !ids.contains($0.name) }.map(\.description)
        }
        #expect(told(inVain) == told(other))
        // Where the invite is used up, all are told so; the nonce of a page is random.
        let dead = try ["ada@example.com", "b@example.com"].map { email in
            fixture.random = 0
            return told(try signUp(invite.token, "B", email))
        }
        #expect(dead[0] == dead[1])
    }

    @Test("who is kept out is listed, part by part, and readmitted")
    func list() throws {
        for user in 11...15 { _ = try fixture.data(.post, base, body: #"{"userId":\#(user),"name":"N\#(user)"}"#) }
        let ids = try #require(try fixture.teams.read(42) { $0.members.suffix(5).map(\.id.number) })
        for id in ids.reversed() { _ = try fixture.data(.delete, "\(base)/\(id)?keepOut=true") }
        let list = "\(base)/kept-out"
        var (seen, next): ([Int], String?) = ([], nil)
        repeat {
            let page = try fixture.send(.get, list + "?take=2" + (next.map { "&after=\($0)" } ?? "")).json
            seen += page["data"]?.array?.compactMap { $0["id"]?.integer } ?? []
            #expect(page["pagination"]?["totalItems"] == .integer(5))
            next = page["pagination"]?["nextCursor"]?.string
        } while next != nil
        #expect(seen == ids)
        let one = try #require(try fixture.data(.get, list).array?.first)
        #expect(one.members?.map(\.name) == ["id", "userId", "subject", "teamId", "email", "name", "since"])
        #expect(try fixture.data(.delete, "\(list)/\(ids[0])") == one)
        try fixture.expectFailure(404, "NOT_KEPT_OUT", .delete, "\(list)/\(ids[0])")
        #expect(try fixture.data(.get, list).array?.count == 4)
        for query in ["after=x", "after=0", "skip=1"] {
            #expect(try fixture.send(.get, "\(list)?\(query)").answer.response.status == .badRequest, "\(query)")
        }
    }

    @Test("only the team's admins see and lift it", arguments: [3, 4, 9])
    func authority(user: Int) throws {
        let reason = user == 3 ? "ROLE_TOO_LOW" : "NOT_A_MEMBER"
        let key = fixture.key(user)
        try fixture.expectFailure(403, reason, .get, "\(base)/kept-out", authorization: key)
        try fixture.expectFailure(403, reason, .delete, "\(base)/kept-out/9", authorization: key)
        let body = #"{"accept":[5],"decline":[4]}"#
        try fixture.expectFailure(403, reason, .post, "\(base)/batch", authorization: key, body: body)
    }

    @Test("a word in a path is no id: another method than its own is not allowed there")
    func words() throws {
        for (method, path) in [
            (HTTPRequest.Method.get, "\(base)/batch"), (.patch, "\(base)/batch"), (.delete, "\(base)/kept-out"),
        ] {
            try fixture.expectFailure(405, "METHOD_NOT_ALLOWED", method, path)
        }
    }
}
