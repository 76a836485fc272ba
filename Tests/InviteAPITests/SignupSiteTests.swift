import HTTPTypes
import InviteDomain
import InviteTestSupport
import Testing

@testable import InviteAPI
@testable import InvitePages

/// What the pages say of the site, of the team, and of whom to ask.
@Suite struct SignupSiteTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func get(_ target: String) throws -> Answer { try fixture.send(.get, target, authorization: nil).answer }

    private func text(_ answer: Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func post(_ form: String) throws -> Answer {
        try fixture.send(
            .post, "/signup", authorization: nil, body: form, type: "application/x-www-form-urlencoded"
        ).answer
    }

    @Test(
        "a link for confirmed addresses says of which team and whom to ask, on a site with an application and without")
    func restricted() throws {
        let token = try fixture.makeInvite(#"{"allowedEmailDomains":["a.example","b.example"]}"#).token
        func pages() throws -> [Answer] {
            [try get("/signup?token=\(token)."), try post("token=\(token)&name=Ada&email=ada%40a.example")]
        }
        let before = try fixture.teams.read(42) { $0.sequence }
        for answer in try pages() {
            #expect(answer.response.status == .forbidden)
            #expect(answer.log.reason == "EMAIL_NOT_VERIFIED")
            #expect(text(answer).contains("<bdi>Acme</bdi>") && text(answer).contains("a.example or b.example"))
            #expect(text(answer).contains("Ask the person who sent it to you to let you in"))
            #expect(!text(answer).contains("<form") && !text(answer).contains("sign in there"))
        }
        fixture.settings = APISettings(
            links: InviteLinks(
                webappURL: "https://app.example.com", path: "/x?token={token}", teamPath: "/x?token={token}",
                callbackURL: LocalPath("/welcome")),
            policy: InvitePolicy(), apiKeyPrefix: "cal_")
        for answer in try pages() {
            #expect(text(answer).contains(#"<a href="https://app.example.com/">app.example.com/</a>, sign in there"#))
        }
        #expect(try fixture.teams.read(42) { $0.sequence } == before)
    }

    @Test(
        "every page says whose site it is, with what the operator has set, and loads nothing but the site's own picture"
    )
    func site() throws {
        let token = try fixture.makeInvite().token
        let targets = ["/signup?token=\(token)", "/signup?token=x", "/signup/done", "/getting-started"]
        for target in targets { #expect(text(try get(target)).contains("<bdi>app.example.com</bdi>"), "\(target)") }
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: InvitePolicy(), apiKeyPrefix: "cal_",
            site: SignupSite(
                name: "Example & Co", logo: "/logo.svg", accent: AccentColor("#aa3377"), privacyURL: "/privacy",
                contactURL: "mailto:help@example.com"))
        for target in targets {
            let answer = try get(target)
            let page = text(answer)
            #expect(page.contains("<bdi>Example &amp; Co</bdi><small>app.example.com</small>"), "\(target)")
            #expect(page.contains(#"<img class="logo" src="/logo.svg" alt="">"#))
            #expect(page.contains(#"<a href="/privacy">Privacy</a><a href="mailto:help@example.com">Contact</a>"#))
            #expect(page.contains("--accent: #aa3377"))
            let policy = try #require(answer.response.headerFields[.contentSecurityPolicy])
            #expect(policy.contains("img-src 'self' data:;"))
        }
    }

    @Test("how many are in the team is told from five on, pending ones aside")
    func size() throws {
        let token = try fixture.makeInvite().token
        #expect(!text(try get("/signup?token=\(token)")).contains("members are in it"))
        for user in [20, 21] as [UserID] {
            _ = try fixture.teams.update(42) { team, now in
                try team.addMember(MemberTerms(userID: user, role: .member, accepted: true), by: .operator, at: now)
            }
        }
        #expect(text(try get("/signup?token=\(token)")).contains("5 members are in it."))
    }
}
