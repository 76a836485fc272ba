import StrictJSON
import Testing

/// The page that tells developers what the API is, in a real browser.
///
/// Pictures of it are in `.build/screenshots/` afterwards.
@Suite(.timeLimit(.minutes(5)))
struct DocsBrowserTests {
    private func use(_ body: (WebService, Browser) async throws -> Void) async throws {
        try await WebService.use(mount: "/team/invites", isItsOwnSite: true) { service in
            try await Browser.use { browser in
                try await browser.open(service.base + "/docs")
                try await body(service, browser)
            }
        }
    }

    /// Whether anything lies beside the screen.
    private static let isBeside =
        "return document.documentElement.scrollWidth > document.documentElement.clientWidth"

    @Test(
        "it is to be read on the narrowest screen, in any colours, and axe finds no fault with it",
        .enabled("axe-core could not be fetched") { await Axe.isAvailable() })
    func accessibility() async throws {
        let looks = [
            ("light", "prefers-color-scheme", "light"), ("dark", "prefers-color-scheme", "dark"),
            ("forced", "forced-colors", "active"),
        ]
        try await use { service, browser in
            for width in [320, 1280] {
                for (name, feature, value) in looks {
                    try await browser.resemble(width: width, features: [feature: value])
                    try await browser.open(service.base + "/docs")
                    try await browser.takePicture("docs-\(width)-\(name)")
                    #expect(
                        try await browser.evaluate(Self.isBeside) == .boolean(false))
                    #expect(try await browser.violations() == [])
                    #expect(try await browser.findings() == [], "\(width), \(name)")
                }
            }
        }
    }

    @Test("axe finds fault with a page that has no title, no language and no heading")
    func control() async throws {
        try #require(await Axe.isAvailable())
        try await Browser.use { browser in
            try await browser.open("data:text/html,<p style='color:%23ccc'>pale")
            let rules = try await browser.findings().map { $0.prefix { $0 != ":" } }
            #expect(Set(rules).isSuperset(of: ["color-contrast", "document-title", "html-has-lang"]))
        }
    }

    @Test("every link on it leads somewhere: to its place on the page, or to what is served")
    func links() async throws {
        try await use { service, browser in
            let lost = try await browser.evaluate(
                """
                return [...document.querySelectorAll("a[href^='#']")].map(a => a.getAttribute("href").slice(1))
                    .filter(id => !document.getElementById(id))
                """)
            #expect(lost == .array([]))
            try await browser.find("nav a[href='#previewInvite']").click()
            #expect(try await browser.url == service.base + "/docs#previewInvite")
            let top = "return document.getElementById('previewInvite').getBoundingClientRect().top | 0"
            #expect(abs(try await browser.evaluate(top).integer ?? 999) < 50)
            let others = try await browser.evaluate(
                "return [...document.querySelectorAll('a')].map(a => a.href.split('#')[0]).filter(u => u != location.href.split('#')[0])"
            )
            #expect(others.strings == [service.base + "/v2/openapi.json"])
            #expect(try await service.send(WebRequest("GET", "/v2/openapi.json")).status == 200)
        }
    }

    @Test("on paper it has the calls, and not the contents, which lead nowhere there")
    func paper() async throws {
        try await use { _, browser in
            try await browser.resemble(width: 800, media: "print")
            #expect(try await browser.find("nav").style("display") == "none")
            #expect(try await browser.evaluate(Self.isBeside) == .boolean(false))
            let paper = try await browser.develop("Page.printToPDF") { $0.member("printBackground", false) }
            #expect(paper["data"]?.string?.hasPrefix("JVBER") == true)
        }
    }

    @Test("every line on it works as it stands, with what there is in the place of its examples")
    func lines() async throws {
        try await use { service, browser in
            let made = try await service.send(.invite(bearer: service.state.key(of: .admin))).created()
            let shell = DocsShell(service, team: made, inside: try await inside(service))
            let lines = try await shell.lines(on: browser)
            #expect(lines.count > 30)
            let before = try service.state.ledger(of: 42).inviteIDs.count
            // What is changed comes after all that is only looked at, and what is taken away at the end.
            for method in ["GET", "POST", "PATCH", "DELETE"] {
                for line in lines where line.method == method {
                    let status = try await shell.run(line)
                    let isLooking = method == "GET" || line.id.hasSuffix("createInvite")
                    let expected = isLooking ? [line.success] : [line.success] + line.errors
                    #expect(expected.contains(status), "\(line.id): \(status) for \(line.text)")
                }
            }
            #expect(try service.state.ledger(of: 42).inviteIDs.count == before + 1)
        }
    }

    /// An invite of the team that belongs to an organization, where there is a member too.
    private func inside(_ service: WebService) async throws -> CreatedInvite {
        _ = try await service.state.invitectl("member add --team 71 --user 72 --role MEMBER").text()
        return try await service.send(.invite(team: "71", bearer: service.state.key(of: .instanceAdmin))).created()
    }
}
