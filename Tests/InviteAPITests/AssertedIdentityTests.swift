import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// Requests whose sender the web server knows.
@Suite struct AssertedIdentityTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func send(
        user: String, scopes: String? = nil, authorization: String? = nil, method: HTTPRequest.Method = .post,
        path: String = "/v2/teams/42/invite", fields: [HTTPField.Name: String] = [:]
    ) throws -> Answer {
        fixture.asserted = AssertedIdentity(user: user, scopes: scopes)
        return try fixture.send(method, path, authorization: authorization, fields: fields).answer
    }

    @Test("whom the web server names is the caller")
    func named() throws {
        let answer = try send(user: "2")
        #expect(answer.response.status == .ok)
        #expect(answer.log.userID == 2)
        #expect(answer.log.credentialID == "front-2")
        #expect(try send(user: "3").log.reason == "ROLE_TOO_LOW")
    }

    @Test("nobody named is nobody")
    func nobody() throws {
        #expect(try send(user: "").log.reason == "CREDENTIAL_MISSING")
        #expect(try send(user: "", scopes: "TEAM_MEMBERSHIP_WRITE").log.reason == "CREDENTIAL_MISSING")
    }

    @Test(
        "a name that is no number is a subject, and another person than any number",
        arguments: ["ada", "0", "-2", "02", "2,3", "2147483648", "2.0", "cn=Ada Lovelace,dc=example", "ада"])
    func subject(user: String) throws {
        let answer = try send(user: user)
        #expect(answer.log.reason == "NOT_A_MEMBER")
        #expect(answer.log.userID == UserID(user[...]))
        #expect(answer.log.userID?.subject?.description == user)
    }

    @Test(
        "a name that can be neither number nor subject lets nobody in",
        arguments: [" 2", "2 ", "(null)", "ada\u{200B}", "a\u{202E}da", String(repeating: "a", count: 256)])
    func nonsense(user: String) throws {
        let answer = try send(user: user)
        #expect(answer.response.status == .unauthorized)
        #expect(answer.log.reason == "FRONT_IDENTITY")
        #expect(answer.log.internalNote?.contains("a user's number") == true)
        #expect(!String(decoding: answer.body, as: UTF8.self).contains(user))
    }

    @Test(
        "scopes bind where the web server tells them",
        arguments: [
            ("TEAM_MEMBERSHIP_WRITE", true), ("PROFILE_READ ORG_MEMBERSHIP_WRITE", true),
            ("openid,TEAM_MEMBERSHIP_WRITE", true), ("TEAM_MEMBERSHIP_READ", false), ("", false),
            ("team_membership_write", false), ("READ_BOOKING", false),
        ])
    func scopes(scopes: String, isEnough: Bool) throws {
        #expect(try send(user: "2", scopes: scopes).log.reason == (isEnough ? nil : "INSUFFICIENT_SCOPE"))
    }

    @Test("a bearer that is sent too decides, even a bad one")
    func bearer() throws {
        #expect(try send(user: "1", authorization: "Bearer cal_2").log.userID == 2)
        #expect(try send(user: "2", authorization: "bearer cal_3").log.reason == "ROLE_TOO_LOW")
        #expect(try send(user: "2", authorization: "Bearer nobody").log.reason == "CREDENTIAL_UNKNOWN")
        #expect(try send(user: "2", authorization: "BEARER ").log.reason == "CREDENTIAL_MALFORMED")
        #expect(try send(user: "2", authorization: "Bearer").log.reason == "CREDENTIAL_MALFORMED")
    }

    @Test(
        "what the web server itself asked for does not decide", arguments: ["", "Basic YTpi", "Negotiate x", "cal_3"])
    func otherSchemes(authorization: String) throws {
        #expect(try send(user: "2", authorization: authorization).log.userID == 2)
    }

    @Test("a page of another site changes nothing in the name of whom the web server knows")
    func foreignPages() throws {
        let site = try #require(HTTPField.Name("Sec-Fetch-Site"))
        let foreign: [[HTTPField.Name: String]] = [
            [site: "cross-site"], [site: "same-site"], [.origin: "https://evil.example.com"], [.origin: "null"],
            [site: "cross-site", .origin: "https://evil.example.com"],
        ]
        for fields in foreign {
            let before = try fixture.inviteCount()
            let answer = try send(user: "2", fields: fields)
            #expect(answer.response.status == .forbidden)
            #expect(answer.log.reason == "CROSS_SITE")
            #expect(try fixture.inviteCount() == before)
            // A bearer is nothing that a browser sends by itself, and reading changes nothing.
            #expect(try send(user: "2", authorization: "Bearer cal_2", fields: fields).response.status == .ok)
            #expect(
                try send(user: "2", method: .get, path: "/v2/teams/42/invites", fields: fields).response.status == .ok)
        }
        for fields in [[site: "same-origin"], [site: "none"], [site: "same-site", .origin: "https://app.example.com"]] {
            #expect(try send(user: "2", fields: fields).response.status == .ok)
        }
    }

    @Test("the site's own pages are told by the bytes of its name")
    func spelling() throws {
        let path = "/signup?token={token}"
        let links = InviteLinks(
            webappURL: "https://KIOSK.example.com", path: path, teamPath: path, callbackURL: .gettingStarted)
        fixture.settings = APISettings(links: links, policy: InvitePolicy(), apiKeyPrefix: "cal_")
        #expect(try send(user: "2", fields: [.origin: "https://KIOSK.example.com"]).response.status == .ok)
        #expect(try send(user: "2", fields: [.origin: "https://\u{212A}IOSK.example.com"]).log.reason == "CROSS_SITE")
    }

    @Test("each user has a count of their own, and what the web server says is no guess of the client's")
    func limits() throws {
        let limit = RateLimit(count: 1, seconds: 60)
        fixture.limits = RequestLimits(counter: MemoryRequestCounter(), requests: limit, failures: limit)
        for _ in 1...3 { #expect(try send(user: "(null)").log.reason == "FRONT_IDENTITY") }
        #expect(try send(user: "2").response.status == .ok)
        #expect(try send(user: "2").log.reason == "RATE_LIMITED")
        #expect(try send(user: "1").response.status == .ok)
    }
}
