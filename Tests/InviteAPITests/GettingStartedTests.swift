import HTTPTypes
import InviteDomain
import InviteTestSupport
import Testing

@testable import InviteAPI

/// The page to which people are sent after signing up.
@Suite struct GettingStartedTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func page(_ query: String) throws -> String {
        let answer = try fixture.send(.get, "/getting-started\(query)", authorization: nil).answer
        #expect(answer.response.status == .ok)
        #expect(answer.response.headerFields[.contentType] == "text/html; charset=utf-8")
        return String(decoding: answer.body, as: UTF8.self)
    }

    @Test("it names the team and who invites, and has no word of what anybody typed")
    func named() throws {
        let id = try fixture.makeInvite().id
        let page = try page("?invite=\(id)&name=Mallory&utm_source=50%off")
        #expect(page.contains("<bdi>Acme</bdi>"))
        #expect(page.contains("was recorded"))
        #expect(!page.contains(id) && !page.contains("Mallory"))
    }

    @Test("it has no form, no token and no word of what was sent, whatever is in its query")
    func bare() throws {
        let (id, token) = try fixture.makeInvite(#"{"maxUses":1}"#)
        let mark = String(repeating: "ab", count: 16)
        _ = try fixture.send(
            .post, "/signup", authorization: nil, body: "token=\(token)&submission=\(mark)&name=Fay&email=fay%40b.c",
            type: "application/x-www-form-urlencoded")
        let page = try page("?invite=\(id)&submission=\(mark)&token=\(token)")
        #expect(page.contains("Acme"))
        #expect(!page.contains("fay@") && !page.contains("<form") && !page.contains(token) && !page.contains(mark))
    }

    @Test("of the last place it tells who took it")
    func exhausted() throws {
        let (id, token) = try fixture.makeInvite(#"{"maxUses":1}"#)
        _ = try fixture.send(
            .post, "/signup", authorization: nil, body: "token=\(token)&name=Ada&email=ada%40example.com",
            type: "application/x-www-form-urlencoded")
        #expect(try page("?invite=\(id)").contains("Acme"))
    }

    @Test("of an invite that has ended, and of what is none, it tells nothing, and is a page all the same")
    func unnamed() throws {
        let gone = try fixture.makeInvite(#"{"expiresInDays":1}"#).id
        let revoked = try fixture.makeInvite().id
        _ = try fixture.data(.delete, "/v2/teams/42/invites/\(revoked)")
        fixture.now = noon.adding(days: 1)
        let other = "0000002affffffffffffffff"
        let unknown = ["", "?invite=", "?invite=0000002a", "?invite=\(other)", "?invite=%", "?x=50%off"]
        for query in ["?invite=\(gone)", "?invite=\(revoked)"] + unknown {
            let page = try page(query)
            #expect(!page.contains("Acme"), "\(query)")
            #expect(page.contains("Thank you"), "\(query)")
        }
    }
}
