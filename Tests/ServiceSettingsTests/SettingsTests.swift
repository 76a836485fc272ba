import InviteDomain
import InviteTestSupport
import SystemPackage
import Testing

@testable import ServiceSettings

@Suite struct SettingsTests {
    private func settings(_ environment: [String: String]) throws -> Settings {
        let always = ["INVITE_STATE_DIR": "/nowhere", "INVITE_WEBAPP_URL": "https://app.example.com"]
        return try Settings(environment: environment.merging(always) { own, _ in own })
    }

    @Test("without settings the defaults hold")
    func defaults() throws {
        let settings = try settings([:])
        #expect(try settings.policy() == InvitePolicy())
        #expect(try settings.apiKeyPrefix() == "cal_")
        #expect(try settings.tokenKeyFile() == "/nowhere/token.key")
        try #expect(!settings.allowsNetworkState())
        try #expect(settings.hasSignupPage())
        #expect(try settings.rateLimit() == nil)
        #expect(try settings.apiKeyHeader() == nil)
        #expect(try self.settings(["INVITE_API_KEY_HEADER": "X-API-Key"]).apiKeyHeader() == "X-API-Key")
        #expect(try settings.failureLimit() == RateLimit(count: 60, seconds: 60))
        #expect(try self.settings(["INVITE_FAILURE_LIMIT": "off"]).failureLimit() == nil)
        #expect(try settings.signUpLimit() == RateLimit(count: 30, seconds: 60))
        #expect(try self.settings(["INVITE_MAX_PENDING": "5"]).policy().maxPending == 5)
        #expect(try self.settings(["INVITE_MAX_PENDING_PER_INVITE": "5"]).policy().maxPendingPerInvite == 5)
        #expect(try self.settings(["RUNTIME_DIRECTORY": "/run/x"]).runtimeFolder() == "/run/x")
        let path = "/signup?token={token}&callbackUrl={callbackUrl}"
        let links = InviteLinks(
            webappURL: "https://app.example.com", path: path, teamPath: path, callbackURL: nil
        )
        #expect(try settings.links() == links)
        #expect(try settings.mount() == .root)
    }

    @Test("a value that cannot be is named, with what was expected", arguments: Self.bad)
    func badValues(name: String, value: String) throws {
        let error = #expect(throws: SettingsProblem.self) {
            let settings = try settings([name: value])
            _ = (try settings.policy(), try settings.links(), try settings.apiKeyPrefix())
            _ = (try settings.tokenKeyFile(), try settings.allowsNetworkState(), try settings.hasSignupPage())
            _ = (try settings.rateLimit(), try settings.failureLimit(), try settings.signUpLimit())
            _ = try settings.runtimeFolder()
            _ = try settings.apiKeyHeader()
            _ = (try settings.siteName(), try settings.siteLogo(), try settings.accentColor())
            _ = (try settings.privacyURL(), try settings.contactURL())
        }
        #expect(error?.description.hasPrefix("\(name) is '\(value.printable)'; expected ") == true)
    }

    private static let bad: [(String, String)] = [
        ("INVITE_STATE_DIR", "state"), ("INVITE_STATE_DIR", "./state"), ("INVITE_WEBAPP_URL", "app.example.com"),
        ("INVITE_WEBAPP_URL", "ftp://app.example.com"), ("INVITE_WEBAPP_URL", "https://"),
        ("INVITE_WEBAPP_URL", "https://user@app.example.com"), ("INVITE_WEBAPP_URL", "https://a b"),
        ("INVITE_WEBAPP_URL", "https://app.example.com?x"), ("INVITE_WEBAPP_URL", "https://app.example.com#x"),
        ("INVITE_WEBAPP_URL", "https://app.example.com:99999"),
        ("INVITE_WEBAPP_URL", "https://app.example.com/a//../b"),
        ("INVITE_WEBAPP_URL", "https://a\\b"), ("INVITE_LINK_PATH", "/signup"),
        ("INVITE_LINK_PATH", "signup?token={token}"),
        ("INVITE_LINK_PATH", "//evil/{token}"), ("INVITE_LINK_PATH", "/{token}{token}"),
        ("INVITE_TEAM_LINK_PATH", "/x?{other}{token}"), ("INVITE_CALLBACK_URL", "getting-started"),
        ("INVITE_CALLBACK_URL", "//evil.com"), ("INVITE_CALLBACK_URL", "/\\evil.com"),
        ("INVITE_CALLBACK_URL", "https://evil.com"), ("INVITE_CALLBACK_URL", "/a\nb"),
        ("INVITE_CALLBACK_URL", "/a/../b"),
        ("INVITE_MOUNT", "invites"), ("INVITE_MOUNT", "//evil.com"), ("INVITE_MOUNT", "/a/../b"),
        ("INVITE_API_KEY_PREFIX", "c l"), ("INVITE_API_KEY_PREFIX", "é"), ("INVITE_EXPIRES_IN_DAYS", "0"),
        ("INVITE_EXPIRES_IN_DAYS", "366"), ("INVITE_EXPIRES_IN_DAYS", "x"), ("INVITE_MAX_ROLE", "member"),
        ("INVITE_MAX_ACTIVE", "0"), ("INVITE_MAX_ACTIVE", "-1"), ("INVITE_TOKEN_KEY_FILE", "key"),
        ("INVITE_ALLOW_NETWORK_STATE", "yes"), ("INVITE_SIGNUP_PAGE", "no"),
        ("INVITE_API_KEY_HEADER", "Cookie"), ("INVITE_API_KEY_HEADER", "authorization"),
        ("INVITE_API_KEY_HEADER", "X API"), ("INVITE_API_KEY_HEADER", "X_Key"), ("INVITE_API_KEY_HEADER", "Sec-Key"),
        ("INVITE_SITE_NAME", " "), ("INVITE_SITE_NAME", "\u{200B}"), ("INVITE_SITE_NAME", "a\nb"),
        ("INVITE_SITE_NAME", String(repeating: "x", count: 61)), ("INVITE_SITE_LOGO", "https://cdn.example/logo.png"),
        ("INVITE_SITE_LOGO", "//cdn.example/logo.png"), ("INVITE_SITE_LOGO", "data:text/html;base64,AAAA"),
        ("INVITE_SITE_LOGO", "data:image/png;base64,"), ("INVITE_SITE_LOGO", "data:image/png;base64,A\"A"),
        ("INVITE_SITE_LOGO", "data:image/png;base64," + String(repeating: "A", count: 16_384)),
        ("INVITE_SITE_LOGO", "data:image/svg+xml,<svg/>"), ("INVITE_ACCENT_COLOR", "red"),
        ("INVITE_ACCENT_COLOR", "#12345"), ("INVITE_ACCENT_COLOR", "#12345g"), ("INVITE_ACCENT_COLOR", "#123456;"),
        ("INVITE_PRIVACY_URL", "javascript:alert(1)"), ("INVITE_PRIVACY_URL", "http://example.com"),
        ("INVITE_PRIVACY_URL", "mailto:a@b.example"), ("INVITE_PRIVACY_URL", "https://"),
        ("INVITE_PRIVACY_URL", "https://a@b.example"), ("INVITE_PRIVACY_URL", "https://b.example/a b"),
        ("INVITE_CONTACT_URL", "help@example.com"), ("INVITE_CONTACT_URL", "mailto:help"),
        ("INVITE_CONTACT_URL", "mailto:a@b.example?cc=c@d.example"), ("INVITE_CONTACT_URL", "//b.example"),
        ("INVITE_RATE_LIMIT", "120"), ("INVITE_FAILURE_LIMIT", "0/60"), ("INVITE_RUNTIME_DIR", "run"),
        ("INVITE_SIGNUP_LIMIT", "x"), ("INVITE_MAX_PENDING", "0"), ("INVITE_MAX_PENDING_PER_INVITE", "-1"),
    ]

    @Test("what the operator says of the site is taken as it is")
    func site() throws {
        let none = try settings([:])
        try #expect(none.siteName() == nil && none.siteLogo() == nil && none.accentColor() == nil)
        try #expect(none.privacyURL() == nil && none.contactURL() == nil)
        #expect(try settings(["INVITE_SITE_NAME": "Example & Sons"]).siteName() == "Example & Sons")
        for logo in [
            "/logo.svg", "/a/b.png?v=2", "data:image/png;base64,iVBORw0KGgo=", "data:image/svg+xml;base64,PHN2Zz4=",
        ] {
            #expect(try settings(["INVITE_SITE_LOGO": logo]).siteLogo() == logo)
        }
        #expect(try settings(["INVITE_ACCENT_COLOR": "#0B5D54"]).accentColor() == "#0b5d54")
        for url in ["/privacy", "https://example.com", "https://example.com:8443/de/?a=b#c", "https://example.com#top"]
        {
            #expect(try settings(["INVITE_PRIVACY_URL": url]).privacyURL() == url)
            #expect(try settings(["INVITE_CONTACT_URL": url]).contactURL() == url)
        }
        #expect(
            try settings(["INVITE_CONTACT_URL": "mailto:help@example.com"]).contactURL() == "mailto:help@example.com")
    }

    @Test("what is required is asked for by name")
    func missing() throws {
        let folder = #expect(throws: SettingsProblem.self) { try Settings(environment: [:]) }
        #expect(folder?.description.hasPrefix("INVITE_STATE_DIR is not set") == true)
        let url = #expect(throws: SettingsProblem.self) {
            try Settings(environment: ["INVITE_STATE_DIR": "/nowhere"]).links()
        }
        #expect(url?.description.hasPrefix("INVITE_WEBAPP_URL is not set") == true)
    }

    @Test(
        "hosts, ports and sub-paths may be part of the base",
        arguments: ["http://localhost:3000", "https://a.b/c", "https://[::1]:8443", "https://10.0.0.1/x/y"]
    )
    func bases(url: String) throws {
        #expect(try settings(["INVITE_WEBAPP_URL": url + "/"]).links() == settings(["INVITE_WEBAPP_URL": url]).links())
    }

    @Test("where the service is mounted, and whether it has pages, is in the links")
    func mount() throws {
        let path = "/signup?token={token}&callbackUrl={callbackUrl}"
        func expected(_ mount: MountPath, hasPages: Bool, _ callback: LocalPath?) -> InviteLinks {
            InviteLinks(
                webappURL: "https://app.example.com", mount: mount, hasPages: hasPages, path: path, teamPath: path,
                callbackURL: callback)
        }
        let invites = try #require(MountPath("/invites"))
        #expect(try settings(["INVITE_MOUNT": "/invites/"]).links() == expected(invites, hasPages: true, nil))
        let off = ["INVITE_MOUNT": "/invites", "INVITE_SIGNUP_PAGE": "off", "INVITE_CALLBACK_URL": "/welcome"]
        #expect(try settings(off).links() == expected(invites, hasPages: false, LocalPath("/welcome")))
        #expect(try settings(["INVITE_MOUNT": "/"]).links() == expected(.root, hasPages: true, nil))
    }

    @Test("config.json speaks where the environment is silent, in its own spelling")
    func file() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("config.json")
            try write(Array(#"{"expiresInDays":3,"apiKeyPrefix":"x_","maxRole":"ADMIN"}"#.utf8), to: path)
            let environment = [
                "INVITE_STATE_DIR": directory.string, "INVITE_MAX_ROLE": "OWNER", "INVITE_API_KEY_PREFIX": "",
            ]
            let settings = try Settings(environment: environment)
            #expect(try settings.policy().expiresInDays == 3)
            #expect(try settings.policy().maxRole == .owner)
            #expect(try settings.apiKeyPrefix() == "x_")
            for damage in [
                "", "[]", #"{"maxrole":"ADMIN"}"#, #"{"maxActive":[]}"#, #"{"maxActive":1,"maxActive":2}"#,
                #"{"api\u212aeyPrefix":"x_"}"#,
            ] {
                try write(Array(damage.utf8), to: path)
                #expect(throws: SettingsProblem.self) { try Settings(environment: environment) }
            }
        }
    }

    @Test("every setting has one name in each place")
    func names() {
        let names = Settings.Name.allCases.map(\.inFile)
        #expect(names.contains("webappUrl"))
        #expect(names.contains("expiresInDays"))
        #expect(Set(names).count == names.count)
    }
}
