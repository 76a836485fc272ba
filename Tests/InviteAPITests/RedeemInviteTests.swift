import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct RedeemInviteTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func accept(_ body: String, as user: Int = 9) throws -> (answer: Answer, json: JSONValue) {
        try fixture.send(.post, "/v2/invites/accept", authorization: fixture.key(user), body: body)
    }

    @Test("a live invite shows the team, the role and what is left of it, to whoever has the token")
    func preview() throws {
        let invite = try fixture.makeInvite(#"{"maxUses":3}"#)
        let shown = try fixture.preview(invite.token)
        let expected: [(String, JSONValue)] = [
            ("valid", .boolean(true)), ("reason", .null), ("teamId", .integer(42)), ("teamName", .string("Acme")),
            ("role", .string("MEMBER")), ("expiresAt", .string(noon.adding(days: 7).description)),
            ("remainingUses", .integer(3)), ("inviterName", .null), ("inviteName", .null),
            ("allowedEmailDomains", .array([])), ("onAccept", .string("JOINS")),
            ("onSignupPage", .string("WAITS_FOR_ADMIN")),
        ]
        #expect(shown.members?.map(\.name) == expected.map(\.0))
        for (name, value) in expected { #expect(shown[name] == value) }
    }

    @Test("and who invites to what, for whom it is, and what comes next")
    func previewOfOffer() throws {
        _ = try fixture.teams.update(42) { team, now in
            try team.addMember(
                MemberTerms(userID: 8, role: .admin, accepted: true, name: "Ada"), by: .operator, at: now)
        }
        let invite = try fixture.makeInvite(#"{"name":"Spring","allowedEmailDomains":["acme.com"]}"#, by: 8)
        let shown = try fixture.preview(invite.token)
        #expect(shown["inviterName"] == .string("Ada"))
        #expect(shown["allowedEmailDomains"] == .array([.string("acme.com")]))
        #expect(shown["inviteName"] == .string("Spring"))
        #expect(shown["onAccept"] == .string("JOINS_WITH_VERIFIED_EMAIL"))
        #expect(shown["onSignupPage"] == .string("REFUSED"))
        _ = try fixture.teams.update(42) { team, _ in try team.removeMember(.user(8), by: .operator) }
        #expect(try fixture.preview(invite.token)["inviterName"] == .null)
    }

    @Test("what comes next on the sign-up page is what the page does", arguments: [true, false])
    func previewOfPage(hasSignupPage: Bool) throws {
        var policy = InvitePolicy()
        policy.maxPendingPerInvite = 1
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: policy, apiKeyPrefix: "cal_", hasSignupPage: hasSignupPage)
        let token = try fixture.makeInvite().token
        func onPage() throws -> (JSONValue?, Int) {
            let page = try fixture.send(.get, "/signup?token=\(token)", authorization: nil).answer
            return (try fixture.preview(token)["onSignupPage"], page.response.status.code)
        }
        #expect(try onPage() == (hasSignupPage ? (.string("WAITS_FOR_ADMIN"), 200) : (.null, 404)))
        guard hasSignupPage else { return }
        _ = try fixture.send(
            .post, "/signup", authorization: nil, body: "token=\(token)&name=Fay&email=fay%40b.c",
            type: "application/x-www-form-urlencoded")
        #expect(try onPage() == (.string("REFUSED"), 409))
        #expect(try fixture.preview(token)["onAccept"] == .string("JOINS"))
    }

    @Test("a dead invite tells why, and nothing else")
    func deadPreview() throws {
        let expired = try fixture.makeInvite(#"{"expiresInDays":1}"#).token
        let exhausted = try fixture.makeInvite(#"{"maxUses":1}"#).token
        _ = try fixture.accept(exhausted, as: 9)
        let revoked = try fixture.makeInvite()
        _ = try fixture.data(.delete, "/v2/teams/42/invites/\(revoked.id)")
        fixture.now = noon.adding(days: 1)
        let reasons = [expired: "EXPIRED", exhausted: "EXHAUSTED", revoked.token: "REVOKED"]
        for (token, reason) in reasons {
            let members = try #require(try fixture.preview(token).members)
            #expect(members.prefix(2).map(\.name) == ["valid", "reason"])
            #expect(members.prefix(2).map(\.value) == [.boolean(false), .string("INVITE_\(reason)")])
            #expect(members.dropFirst(2).allSatisfy { $0.value == .null })
        }
    }

    @Test("what is no token of ours is not found, whatever it looks like")
    func forged() throws {
        let token = try fixture.makeInvite().token
        let other = token.hasSuffix("0") ? "1" : "0"
        let forged: [String] = [
            token.dropLast() + other, token.uppercased(), String(token.dropLast(2)), token + "00", "",
            "\(token.prefix(24))\(String(repeating: "0", count: 40))", "x",
        ]
        fixture.teams.failure = StoreError(.unavailable, "must not be asked")
        for text in forged where text != token {
            for path in ["/v2/invites/preview", "/v2/invites/accept"] {
                let answer = try fixture.send(
                    .post, path, authorization: fixture.key(9), body: #"{"token":"\#(text)"}"#)
                #expect(answer.answer.response.status == .notFound, "\(text)")
                #expect(answer.json.reason == "INVITE_NOT_FOUND")
                #expect(!String(decoding: answer.answer.body, as: UTF8.self).contains(token.dropFirst(24).prefix(38)))
            }
        }
    }

    @Test("the caller joins, and is told of the membership")
    func join() throws {
        let invite = try fixture.makeInvite()
        let (answer, json) = try fixture.accept(invite.token, as: 9)
        #expect(answer.response.status == .ok)
        let data = try #require(json["data"])
        #expect(data["joined"] == .boolean(true))
        #expect(data["alreadyMember"] == .boolean(false))
        #expect(data["redeemedAt"] == .string(noon.description))
        #expect(data["membership"]?["userId"] == .integer(9))
        #expect(data["membership"]?["teamId"] == .integer(42))
        #expect(data["membership"]?["accepted"] == .boolean(true))
        #expect(data["membership"]?["inviteId"] == .string(invite.id))
        #expect(try fixture.teams.read(42) { $0.acceptedRole(of: 9) } == .member)
        fixture.now = noon.adding(days: 1)
        let again = try #require(try fixture.accept(invite.token, as: 9).json["data"])
        #expect(again["joined"] == .boolean(false))
        #expect(again["alreadyMember"] == .boolean(true))
        #expect(again["redeemedAt"] == .string(noon.description))
        #expect(again["membership"] == data["membership"])
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(invite.id)")["uses"] == .integer(1))
    }

    @Test("a member's role is never raised by a link")
    func noRaise() throws {
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: .upToOwner, apiKeyPrefix: fixture.settings.apiKeyPrefix)
        let invite = try fixture.makeInvite(#"{"role":"OWNER"}"#, by: 1)
        let data = try fixture.accept(invite.token, as: 3).json["data"]
        #expect(data?["membership"]?["role"] == .string("MEMBER"))
        #expect(data?["alreadyMember"] == .boolean(true))
        #expect(try fixture.accept(invite.token, as: 9).json["data"]?["membership"]?["role"] == .string("OWNER"))
    }

    @Test("only a credential that may vouch says who somebody else is")
    func vouching() throws {
        let token = try fixture.makeInvite().token
        let user = #","user":{"id":77,"email":"ada@example.com","emailVerified":true,"name":"Ada"}"#
        #expect(try fixture.accept(token, as: 9, more: user).json.reason == "VOUCHING_NOT_ALLOWED")
        #expect(try fixture.accept(token, as: 9, more: #","user":{"id":9}"#).json.reason == "VOUCHING_NOT_ALLOWED")
        fixture.addKey(8, canVouch: true)
        let data = try #require(try fixture.accept(token, as: 8, more: user).json["data"])
        #expect(data["membership"]?["userId"] == .integer(77))
        #expect(data["membership"]?["user"]?["email"] == .string("ada@example.com"))
        #expect(data["membership"]?["user"]?["name"] == .string("Ada"))
        #expect(try fixture.teams.read(42) { $0.member(8) } == .some(nil))
        #expect(try fixture.accept(token, as: 8).json["data"]?["membership"]?["userId"] == .integer(8))
    }

    @Test(
        "what an application says of its user never keeps the user out",
        arguments: [
            (#""name":"\u200bAda\u202e\tLovelace ""#, "Ada Lovelace", nil, ["user.name"]),
            (#""name":"\u200b""#, nil, nil, ["user.name"]),
            (#""name":"Ada","email":"admin@localhost""#, "Ada", nil, ["user.email"]),
            (#""name":"Ada","email":"""#, "Ada", nil, []),
            (#""name":"Ada","email":"ada@bücher.example""#, "Ada", "ada@xn--bcher-kva.example", ["user.email"]),
            (#""name":"Ada","email":"ada@example.com""#, "Ada", "ada@example.com", []),
        ])
    func cleaned(user: String, name: String?, email: String?, adjusted: [String]) throws {
        fixture.addKey(8, canVouch: true)
        let token = try fixture.makeInvite().token
        let data = try #require(try fixture.accept(token, as: 8, more: #","user":{"id":77,\#(user)}"#).json["data"])
        #expect(data["joined"] == .boolean(true))
        #expect(data["membership"]?["user"]?["name"]?.string == name)
        #expect(data["membership"]?["user"]?["email"]?.string == email)
        #expect((data["adjusted"]?.array ?? []).map(\.string) == adjusted)
    }

    @Test("a domain is the same in whichever form the invite and the application write it")
    func internationalDomains() throws {
        fixture.addKey(8, canVouch: true)
        for (user, rule) in [("bücher.example", "xn--bcher-kva.example"), ("xn--bcher-kva.example", "BÜCHER.example")] {
            let token = try fixture.makeInvite(#"{"allowedEmailDomains":["\#(rule)"]}"#).token
            let named = #","user":{"id":\#(user.count),"email":"ada@\#(user)","emailVerified":true}"#
            #expect(try fixture.accept(token, as: 8, more: named).json["data"]?["joined"] == .boolean(true))
        }
    }

    @Test("a rule about e-mail addresses is kept by verified addresses of a vouching credential alone")
    func emailRule() throws {
        let token = try fixture.makeInvite(#"{"allowedEmailDomains":["example.com"]}"#).token
        fixture.addKey(8, canVouch: true)
        func join(_ user: String) throws -> String? {
            try fixture.accept(token, as: 8, more: #","user":{"id":77,\#(user)}"#).json.reason
        }
        #expect(try fixture.accept(token, as: 9).json.reason == "EMAIL_NOT_ALLOWED")
        #expect(try join(#""email":"a@evil.com","emailVerified":true"#) == "EMAIL_NOT_ALLOWED")
        #expect(try join(#""email":"a@example.com""#) == "EMAIL_NOT_VERIFIED")
        #expect(try join(#""email":"a@example.com","emailVerified":false"#) == "EMAIL_NOT_VERIFIED")
        #expect(try join(#""email":"a@example.com","emailVerified":true"#) == nil)
    }

    @Test(
        "a body that cannot be understood is refused by the name of its part",
        arguments: [
            ("{}", "token"), (#"{"token":1}"#, "token"), (#"{"token":null}"#, "token"), (#"{"tokne":"x"}"#, "tokne"),
            (#"{"token":"T","user":1}"#, "user"), (#"{"token":"T","user":{}}"#, "user.id"),
            (#"{"token":"T","user":{"id":"1"}}"#, "user.id"), (#"{"token":"T","user":{"id":0}}"#, "user.id"),
            (#"{"token":"T","user":{"id":1,"role":"OWNER"}}"#, "user.role"),
            (#"{"token":"T","user":{"id":1,"email":1}}"#, "user.email"),
            (#"{"token":"T","user":{"id":1,"emailVerified":"true"}}"#, "user.emailVerified"),
            (#"{"token":"T","teamId":43}"#, "teamId"),
            (#"{"token":"T","role":"OWNER"}"#, "role"),
        ])
    func badBody(body: String, field: String) throws {
        fixture.addKey(8, canVouch: true)
        let token = try fixture.makeInvite().token
        let (answer, json) = try accept(body.replacing(#""T""#, with: "\"\(token)\""), as: 8)
        #expect(answer.response.status == .badRequest)
        #expect(json["error"]?["details"]?["field"] == .string(field))
        #expect(try fixture.teams.read(42) { $0.members.count } == 4)
    }

    @Test("joining needs a credential, and an access token the scope to write")
    func credentials() throws {
        let body = #"{"token":"\#(try fixture.makeInvite().token)"}"#
        fixture.addToken("reader", user: 9, scopes: [.teamMembershipRead])
        try fixture.expectFailure(
            401, "CREDENTIAL_MISSING", .post, "/v2/invites/accept", authorization: nil, body: body)
        try fixture.expectFailure(
            403, "INSUFFICIENT_SCOPE", .post, "/v2/invites/accept", authorization: "Bearer reader", body: body)
    }

    @Test("a token leads to its own team and no other")
    func tenants() throws {
        let invite = try fixture.makeInvite(team: 43, by: 1)
        #expect(try fixture.accept(invite.token, as: 9).json["data"]?["membership"]?["teamId"] == .integer(43))
        #expect(try fixture.teams.read(42) { $0.member(9) } == .some(nil))
        // The id of one team's invite behind the name of another opens nothing.
        let moved = "0000002a" + invite.token.dropFirst(8)
        #expect(try fixture.accept(moved, as: 9).json.reason == "INVITE_NOT_FOUND")
    }

    @Test("who joins a team of an organization is in the organization too")
    func organization() throws {
        let token = try fixture.makeInvite(team: 43, by: 1).token
        _ = try fixture.accept(token, as: 9)
        #expect(try fixture.teams.read(7) { $0.acceptedRole(of: 9) } == .member)
        fixture.teams.failure(of: 7, StoreError(.busy, "held"))
        #expect(try fixture.accept(token, as: 8).answer.response.status == .serviceUnavailable)
        fixture.teams.failure(of: 7, nil)
        #expect(try fixture.accept(token, as: 8).json["data"]?["alreadyMember"] == .boolean(true))
        #expect(try fixture.teams.read(7) { $0.acceptedRole(of: 8) } == .member)
    }
}

extension InvitePolicy {
    /// One whose links may grant everything.
    static var upToOwner: InvitePolicy {
        var policy = InvitePolicy()
        policy.maxRole = .owner
        return policy
    }
}
