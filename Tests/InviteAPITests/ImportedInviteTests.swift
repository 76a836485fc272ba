import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// An invite whose token another program made goes the way of every other.
@Suite struct ImportedInviteTests {
    private let fixture: Fixture
    private let token = String(repeating: "5e", count: 32)
    private let id: InviteID

    init() throws {
        fixture = try Fixture()
        let terms = InviteTerms.imported(token, expiresAt: noon.adding(days: 3))
        id = terms.id
        _ = try fixture.teams.update(42) { team, _ in try team.takeIn(Arrivals(invites: [terms])) }
        fixture.importedTokens[try #require(terms.tokenDigest)] = id
    }

    @Test("it is previewed, redeemed and found on the sign-up page")
    func admits() throws {
        let preview = try fixture.preview(token)
        #expect(preview["valid"] == .boolean(true))
        #expect(preview["teamId"] == .integer(42))
        let page = try fixture.send(.get, "/signup?token=\(token)", authorization: nil).answer
        #expect(page.response.status == .ok)
        #expect(String(decoding: page.body, as: UTF8.self).contains(#"value="\#(token)""#))
        #expect(try fixture.accept(token, as: 9).json["data"]?["joined"] == .boolean(true))
        #expect(try fixture.accept(token, as: 9).json["data"]?["alreadyMember"] == .boolean(true))
        let form = "token=\(token)&name=Eve&email=eve@example.com"
        let type = "application/x-www-form-urlencoded"
        let sent = try fixture.send(.post, "/signup", authorization: nil, body: form, type: type).answer
        #expect(sent.response.status == .seeOther)
        #expect(try fixture.teams.read(42) { $0.invites[id]?.uses } == 2)
    }

    @Test("its link is shown with a token of ours, beside which the old one goes on; revoking ends both")
    func link() throws {
        let shown = try fixture.data(.post, "/v2/teams/42/invites/\(id)/link")
        let own = try #require(shown["token"]?.string)
        #expect(own != token)
        #expect(try fixture.preview(own)["valid"] == .boolean(true))
        #expect(try fixture.preview(token)["valid"] == .boolean(true))
        _ = try fixture.data(.delete, "/v2/teams/42/invites/\(id)")
        for dead in [own, token] { #expect(try fixture.preview(dead)["reason"] == .string("INVITE_REVOKED")) }
        #expect(try fixture.accept(token, as: 9).json.reason == "INVITE_REVOKED")
    }

    @Test("it ends when it was to end, and can be edited")
    func expires() throws {
        let edited = try fixture.data(.patch, "/v2/teams/42/invites/\(id)", body: #"{"maxUses":1}"#)
        #expect(edited["maxUses"] == .integer(1))
        fixture.now = noon.adding(days: 3)
        #expect(try fixture.preview(token)["reason"] == .string("INVITE_EXPIRED"))
    }

    @Test("a token whose invite never came is like one that nobody knows")
    func dangling() throws {
        let other = String(repeating: "0", count: 64)
        fixture.importedTokens[SecretDigest(of: other[...])] = InviteID(teamID: 42, random: 99)
        try fixture.expectFailure(404, "INVITE_NOT_FOUND", .post, "/v2/invites/accept", body: #"{"token":"\#(other)"}"#)
        fixture.importedTokens[SecretDigest(of: other[...])] = InviteID(teamID: 4711, random: 99)
        try fixture.expectFailure(404, "INVITE_NOT_FOUND", .post, "/v2/invites/accept", body: #"{"token":"\#(other)"}"#)
    }
}
