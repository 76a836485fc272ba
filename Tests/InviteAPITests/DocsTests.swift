import HTTPTypes
import InviteDomain
import OpenAPI
import Testing

@testable import InviteAPI

/// `GET /docs`: the document for people.
@Suite struct DocsTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func answer(_ path: String = "/docs", mount: String? = nil) throws -> Answer {
        let request = HTTPRequest(method: .get, scheme: nil, authority: nil, path: path)
        return try fixture.api().respond(to: request, body: []) { mount.flatMap { MountPath($0) } }
    }

    private func page(_ path: String = "/docs", mount: String? = nil) throws -> String {
        let answer = try answer(path, mount: mount)
        #expect(answer.response.status == .ok)
        return String(decoding: answer.body, as: UTF8.self)
    }

    private func values(of attribute: String, in page: String) throws -> [String] {
        page.matches(of: try Regex(" \(attribute)=\"([^\"]*)\"")).compactMap { $0.output[1].substring.map(String.init) }
    }

    @Test("every call that is served has a place of its own, with its path and its line", arguments: [true, false])
    func calls(hasSignupPage: Bool) throws {
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: InvitePolicy(), apiKeyPrefix: "cal_", hasSignupPage: hasSignupPage)
        let page = try page()
        let places = try values(of: "id", in: page)
        let routes = Routes(pages: hasSignupPage).all
        for route in routes {
            #expect(places.count { $0 == route.description.id } == 1, "\(route.template)")
            #expect(page.contains("<code>\(route.template)</code>"))
        }
        #expect(page.matches(of: #/<code>curl /#).count == routes.count)
        #expect(places.contains("signUp") == hasSignupPage)
    }

    @Test("every place is one place, and whatever leads somewhere on the page leads to one")
    func anchors() throws {
        let page = try page()
        let places = try values(of: "id", in: page)
        #expect(Set(places).count == places.count)
        let links = try values(of: "href", in: page).filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        #expect(Set(links).subtracting(places) == [])
        // And there is a way to each call, reason and shape; the ways through organizations are with the others.
        #expect(Set(places).subtracting(links).filter { !$0.contains("Organization") } == [])
    }

    @Test("errors have the reasons that are answered, each with its sentence")
    func reasons() throws {
        let page = try page()
        for failure in OpenAPIError.all.filter({ $0.media != .page }).flatMap(\.failures) {
            #expect(page.contains("id=\"reason-\(failure.reason)\""))
        }
        #expect(page.contains("RolesGuard - User is not a member of the team with id=42."))
        #expect(page.contains("href=\"#reason-IDEMPOTENCY_KEY_REUSED\""))
    }

    @Test("parameters, options and shapes are explained, and what a scope opens is said")
    func explanations() throws {
        let page = try page()
        #expect(page.contains("How many may join with it; null: any number."))
        #expect(page.contains("integer, 1 to 365, or null"))
        #expect(page.contains("<code>TEAM_MEMBERSHIP_WRITE</code>"))
        #expect(page.contains("list of <a href=\"#shape-Invite\">Invite</a>"))
        #expect(page.contains("&quot;name&quot;: &quot;Spring intake&quot;"))
    }

    @Test(
        "lines go to the place that is set, else to the one that the web server has",
        arguments: [
            ("/", nil, "https://app.example.com/v2/me"), ("/", "/seen", "https://app.example.com/seen/v2/me"),
            ("/invites", "/seen", "https://app.example.com/invites/v2/me"),
            ("/", "/a'b;$(c)", "https://app.example.com/a'\\''b;$(c)/v2/me"),
        ] as [(String, String?, String)])
    func lines(set: String, seen: String?, expected: String) throws {
        let path = "/signup?token={token}"
        let links = InviteLinks(
            webappURL: "https://app.example.com", mount: try #require(MountPath(set)), path: path, teamPath: path,
            callbackURL: nil)
        fixture.settings = APISettings(links: links, policy: InvitePolicy(), apiKeyPrefix: "cal_")
        let line = "curl '\(expected)' -H \"Authorization: Bearer $KEY\""
        let escaped = line.replacing("'", with: "&#39;").replacing("\"", with: "&quot;")
        #expect(try page(mount: seen).contains("<code>\(escaped)</code>"))
    }

    @Test("a line brings what its call must have, and no more")
    func bodies() throws {
        let page = try page().replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing(
            "&amp;", with: "&")
        let url = "https://app.example.com/v2/teams/42"
        let (invite, token) = (OpenAPISchema.Example.inviteID, OpenAPISchema.Example.token)
        let key = "-H \"Authorization: Bearer $KEY\""
        for line in [
            "'\(url)/invite' \(key) -H 'Content-Type: application/json' -d '{",
            "-X DELETE '\(url)/invites?createdBy=17' \(key)<", "'\(url)/invites/\(invite)/link' \(key) -d ''<",
            "'\(url)/invites' \(key)<",
            "'https://app.example.com/signup' -H 'Content-Type: application/x-www-form-urlencoded' -d 'token=\(token)&name=",
        ] { #expect(page.contains("<code>curl \(line)"), "\(line)") }
    }

    @Test("the document is next to the page, also where that is asked for with a slash")
    func document() throws {
        #expect(try page().contains("href=\"v2/openapi.json\""))
        #expect(try page("/docs/?utm_source=x").contains("href=\"../v2/openapi.json\""))
    }

    @Test("nothing is loaded and nothing runs; both stylesheets are those that the policy names")
    func policy() throws {
        let answer = try answer()
        #expect(answer.response.headerFields[.contentType] == "text/html; charset=utf-8")
        let policy = try #require(answer.response.headerFields[.contentSecurityPolicy])
        let page = String(decoding: answer.body, as: UTF8.self)
        let nonces = try values(of: "nonce", in: page)
        #expect(nonces.count == 2 && nonces.allSatisfy { policy.contains("style-src 'nonce-\($0)'") })
        #expect(try !page.contains("<script") && values(of: "(?:src|style|on[a-z]+)", in: page) == [])
        let fields = try fixture.send(.get, "/v2/openapi.json", authorization: nil).answer.response.headerFields
        #expect(answer.response.headerFields[.cacheControl] == fields[.cacheControl])
    }

    @Test("only looking is possible")
    func methods() throws {
        let answer = try fixture.send(.post, "/docs").answer
        #expect(answer.response.status == .methodNotAllowed)
        #expect(answer.response.headerFields[.allow] == "GET, HEAD, OPTIONS")
    }
}
