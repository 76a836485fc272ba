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

    @Test("who has the mark of a form sees what they sent, and can correct it there, also at a link that is used up")
    func correction() throws {
        let (id, token) = try fixture.makeInvite(#"{"maxUses":1}"#)
        let mark = String(repeating: "ab", count: 16)
        let form = "token=\(token)&submission=\(mark)&name=Fay&email="
        func send(_ body: String) throws -> Answer {
            try fixture.send(
                .post, "/signup", authorization: nil, body: body, type: "application/x-www-form-urlencoded"
            ).answer
        }
        _ = try send(form + "fay%40exmaple.com")
        let page = try page("?invite=\(id)&submission=\(mark)")
        #expect(page.contains("<bdi>fay@exmaple.com</bdi>"))
        #expect(page.contains(#"<form method="post" action="signup?">"#))
        #expect(page.contains(#"name="submission" value="\#(mark)""#))
        let again = try #require(page.firstMatch(of: #/name="token" value="([0-9a-f]{64})"/#)).1
        #expect(try send(form.replacing(token, with: again) + "fay%40example.com").response.status == .seeOther)
        #expect(try self.page("?invite=\(id)&submission=\(mark)").contains("<bdi>fay@example.com</bdi>"))
        for other in ["", "&submission=", "&submission=\(String(repeating: "0", count: 32))"] {
            let page = try self.page("?invite=\(id)\(other)")
            #expect(page.contains("Acme") && !page.contains("fay@") && !page.contains("<form"), "\(other)")
        }
        _ = try fixture.data(.patch, "/v2/teams/42/memberships/7", body: #"{"accepted":true}"#)
        #expect(try !self.page("?invite=\(id)&submission=\(mark)").contains("fay@"))
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
