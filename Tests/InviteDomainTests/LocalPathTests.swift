import InviteDomain
import InviteTestSupport
import Testing

@Suite struct LocalPathTests {
    /// What people have tried elsewhere to be sent to a site of their own.
    static let hostile = [
        "", " ", "getting-started", "//evil.com", "///evil.com", "////evil.com", "/\\evil.com", "\\/evil.com",
        "\\\\evil.com", "/\\/evil.com", "http://evil.com", "https://evil.com", "https:evil.com", "https:/evil.com",
        "HTTPS://EVIL.COM", "javascript:alert(1)", "data:text/html,x", "vbscript:x", "mailto:a@evil.com",
        "@evil.com", ".evil.com", "?next=//evil.com", "#//evil.com", "/#//evil.com", "/ok#fragment",
        "/%2Fevil.com", "/%2f%2fevil.com", "/%5Cevil.com", "/%5c%5cevil.com", "/%2e%2e//evil.com", "/..//evil.com",
        "/.//evil.com", "/a/../../evil.com", "/./", "/..", "/%2e", "/%00", "/%0d%0aSet-Cookie:a=b",
        "/a\r\nLocation: https://evil.com", "/\tevil.com", "\t//evil.com", "/a b", "/\u{2028}", "/\u{FF0F}evil.com",
        "/ä", "/%", "/%zz", "/%2", "/<script>", "/\"onmouseover=", "/a|b", "/`", "/{x}", "/^",
        "/" + String(repeating: "a", count: 1024),
    ]

    @Test("what could lead off the site is no path of it", arguments: hostile)
    func leadsAway(text: String) { #expect(LocalPath(text) == nil) }

    @Test(
        "ordinary paths and queries are taken as they are",
        arguments: [
            "/", "/getting-started", "/a/b/", "/a?b=c&d=e", "/a%20b", "/a%C3%BC", "/onboarding/personal/settings",
            "/x;y=1/~z", "/a.b/c..d", "/@me", "/a:b", "/?next=%2Fhome", "/a//b",
            "/" + String(repeating: "a", count: 1023),
        ])
    func ordinary(text: String) { #expect(LocalPath(text)?.text == text) }

    @Test("a newcomer stays on the configured site")
    func callback() throws {
        func links(_ callbackURL: LocalPath?) -> InviteLinks {
            InviteLinks(
                webappURL: "https://app.example.com/x", path: "/s?token={token}", teamPath: "/s?token={token}",
                callbackURL: callbackURL)
        }
        // A page that the operator has named is the application's, and is told of no invite.
        let named = links(.gettingStarted)
        let id = try #require(InviteID("0000002a5be1c09d77aa01f3"))
        let ours = "https://app.example.com/x/getting-started?invite=0000002a5be1c09d77aa01f3"
        #expect(named.callback(nil, after: id) == "https://app.example.com/x/getting-started")
        #expect(named.application == "https://app.example.com/x/")
        let links = links(nil)
        #expect(links.application == nil)
        #expect(links.callback(nil, after: id) == ours)
        #expect(links.callback(LocalPath("/getting-started"), after: id) == ours)
        #expect(links.callback(LocalPath("/home?a=b"), after: id) == "https://app.example.com/x/home?a=b")
        #expect(links.origin == "https://app.example.com")
    }
}
