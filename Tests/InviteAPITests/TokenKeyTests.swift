import HTTPTypes
import InviteDomain
import StrictJSON
import Testing

@testable import InviteAPI

/// Keys of tokens that change while requests come in.
@Suite struct TokenKeyTests {
    private let fixture: Fixture
    private let (old, new): (TokenKey, TokenKey)

    init() throws {
        fixture = try Fixture()
        old = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        new = try #require(TokenKey(hex: String(repeating: "1", count: 64)))
    }

    private func preview(_ token: String) throws -> String? {
        let (answer, json) = try fixture.send(.post, "/v2/invites/preview", body: #"{"token":"\#(token)"}"#)
        return answer.response.status == .ok ? "\(json["data"]?["valid"] == .boolean(true))" : answer.log.reason
    }

    @Test("the token of a new invite is made with the key that there is once the invite is recorded")
    func afterRecording() throws {
        fixture.tokenKeys = { [fixture, old, new] in
            TokenKeys(try fixture.inviteCount() == 0 ? old : new)
        }
        let token = try #require(try fixture.send().json["data"]?["token"]?.string)
        #expect(InviteToken(presented: token, key: new) != nil)
    }

    @Test("without keys nothing is made, and nothing is shown")
    func missing() throws {
        fixture.tokenKeys = { throw StoreError(.unavailable, "gone") }
        try fixture.expectFailure(503, "STORE_UNAVAILABLE")
        #expect(try preview(String(repeating: "0", count: 64)) == "STORE_UNAVAILABLE")
    }

    @Test("a link from before a rotation admits; what the old key proves of a later invite is a token that is not ours")
    func rotated() throws {
        fixture.tokenKeys = { [old] in TokenKeys(old) }
        let before = try #require(try fixture.send().json["data"]?["token"]?.string)
        fixture.now = fixture.now.adding(days: 1)
        fixture.tokenKeys = { [fixture, old, new] in TokenKeys(new, old: [.init(old, until: fixture.now)]) }
        let json = try fixture.send().json["data"]
        let id = try #require(json?["id"]?.string.flatMap { InviteID($0) })
        let forged = TokenKeys(old).token(for: id).text
        #expect(try preview(before) == "true")
        #expect(try preview(try #require(json?["token"]?.string)) == "true")
        #expect(try preview(forged) == "INVITE_NOT_FOUND")
        for path in ["/v2/invites/accept", "/v2/invites/preview"] {
            try fixture.expectFailure(
                404, "INVITE_NOT_FOUND", .post, path, authorization: fixture.key(9), body: #"{"token":"\#(forged)"}"#)
        }
        let form = "token=\(forged)&name=Ada&email=ada@example.com"
        let (answer, _) = try fixture.send(.post, "/signup", body: form, type: "application/x-www-form-urlencoded")
        #expect(answer.response.status == .notFound)
        #expect(try fixture.send(.get, "/signup?token=\(forged)").answer.response.status == .notFound)
        let shown = try fixture.send(.post, "/v2/teams/42/invites/\(before.prefix(24))/link").json["data"]?["token"]
        #expect(shown == .string(TokenKeys(new).token(for: try #require(InviteID(String(before.prefix(24))))).text))
        #expect(try preview(before) == "true")
    }
}
