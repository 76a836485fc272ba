import InviteDomain
import InviteTestSupport
import Testing

@Suite struct InviteLinksMountTests {
    private static let seed = "/signup?token={token}&callbackUrl={callbackUrl}"

    private func links(
        _ webappURL: String = "https://www.example.com", _ mount: String = "/invites", hasPages: Bool = true,
        path: String = seed, callback: String? = nil
    ) throws -> InviteLinks {
        InviteLinks(
            webappURL: webappURL, mount: try #require(MountPath(mount)), hasPages: hasPages, path: path,
            teamPath: path, callbackURL: try callback.map { try #require(LocalPath($0)) })
    }

    /// The link to team 42, with `TOKEN` in the place of the token.
    private func link(_ links: InviteLinks) throws -> String {
        let key = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        let token = InviteToken(for: id, key: key)
        return links.link(for: token, in: .sample()).replacing(token.text, with: "TOKEN")
    }

    private let id = InviteID(teamID: 42, random: 1)

    @Test("a link to our own page has the mount point in front of both its paths")
    func own() throws {
        let links = try links()
        #expect(
            try link(links)
                == "https://www.example.com/invites/signup?token=TOKEN&callbackUrl=/invites/getting-started")
        let end = "https://www.example.com/invites/getting-started?invite=\(id)"
        #expect(links.callback(nil, after: id) == end)
        #expect(links.callback(LocalPath("/invites/getting-started"), after: id) == end)
        // As it stands in links of a time when the address of the site had the mount point in it.
        #expect(links.callback(LocalPath("/getting-started"), after: id) == end)
        #expect(links.callback(LocalPath("/signup/done"), after: id) == "https://www.example.com/invites/signup/done")
        #expect(links.callback(LocalPath("/home"), after: id) == "https://www.example.com/home")
        #expect(links.page == "https://www.example.com/invites/signup")
    }

    @Test(
        "an address that ends with the mount point has it already, and by whole segments",
        arguments: [
            ("https://www.example.com/invites", "https://www.example.com/invites/signup", "/getting-started"),
            ("https://www.example.com/a/invites", "https://www.example.com/a/invites/signup", "/getting-started"),
            ("https://www.example.com/a", "https://www.example.com/a/invites/signup", "/invites/getting-started"),
            ("https://x/ainvites", "https://x/ainvites/invites/signup", "/invites/getting-started"),
            ("https://invites", "https://invites/invites/signup", "/invites/getting-started"),
        ])
    func included(webappURL: String, page: String, callback: String) throws {
        let links = try links(webappURL)
        #expect(try link(links) == "\(page)?token=TOKEN&callbackUrl=\(callback)")
        let end = page.replacing("/signup", with: "/getting-started") + "?invite=\(id)"
        #expect(links.callback(LocalPath(callback), after: id) == end)
    }

    @Test("a page of the application is below the site, not below the mount point")
    func applicationCallback() throws {
        let links = try links(callback: "/welcome")
        #expect(try link(links) == "https://www.example.com/invites/signup?token=TOKEN&callbackUrl=/welcome")
        #expect(links.callback(nil, after: id) == "https://www.example.com/welcome")
        #expect(links.callback(LocalPath("/getting-started"), after: id) == "https://www.example.com/getting-started")
    }

    @Test("so is all of it where the application has the page for signing up")
    func applicationPage() throws {
        let off = "https://www.example.com/signup?token=TOKEN&callbackUrl=/getting-started"
        #expect(try link(try links(hasPages: false)) == off)
        #expect(
            try link(try links(path: "/join?t={token}&next={callbackUrl}"))
                == "https://www.example.com/join?t=TOKEN&next=/invites/getting-started")
        // As operators have written it who knew of no mount point.
        #expect(
            try link(try links(path: "/invites" + Self.seed, callback: "/welcome"))
                == "https://www.example.com/invites/signup?token=TOKEN&callbackUrl=/welcome")
        let teams = try links(path: "/teams?token={token}")
        #expect(try link(teams) == "https://www.example.com/invites/teams?token=TOKEN")
    }

    @Test("the path of the service is the operator's word, else the web server's")
    func servicePath() throws {
        let seen = MountPath("/seen")
        #expect(try links().servicePath(seen: seen) == "/invites")
        #expect(try links("https://x/a/invites").servicePath(seen: nil) == "/a/invites")
        #expect(try links("https://x/a", hasPages: false).servicePath(seen: nil) == "/invites")
        #expect(try links("https://x/a", "/").servicePath(seen: seen) == "/seen")
        #expect(try links("https://x/a", "/").servicePath(seen: nil) == "/")
    }

    @Test("links that miss the place where the web server has the service are known")
    func missing() throws {
        let seen = try #require(MountPath("/invites"))
        #expect(try links("https://x", "/").miss(seen))
        #expect(try links("https://x", "/other").miss(seen))
        #expect(try links("https://x", "/invites").miss(.root))
        #expect(try links("https://x", "/b/invites").miss(seen))
        #expect(try !links("https://x", "/").miss(.root))
        #expect(try !links("https://x", "/invites").miss(seen))
        #expect(try !links("https://x/invites", "/").miss(seen))
        #expect(try !links("https://x", "/", hasPages: false).miss(seen))
        #expect(try !links("https://x", "/", path: "/invites" + Self.seed).miss(seen))
    }

    @Test(
        "a mount point is segments with a slash before each",
        arguments: [
            ("/invites", "/invites"), ("/invites/", "/invites"), ("/tools/invites", "/tools/invites"), ("/", ""),
            ("/a.b/~c", "/a.b/~c"), ("", nil), ("invites", nil), ("//evil.example", nil), ("/a//b", nil),
            ("/a/../b", nil), ("/a?b", nil), ("/a#b", nil), ("/a%20b", nil), ("/a b", nil), ("/ä", nil),
            ("https://x/a", nil), ("/a//", nil), ("/\\a", nil), ("/" + String(repeating: "a", count: 200), nil),
        ] as [(String, String?)])
    func mounts(text: String, expected: String?) { #expect(MountPath(text)?.text == expected) }
}
