import ByteText
import HTTPTypes
import InviteDomain
import InviteMessages
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI
@testable import InvitePages

/// The sign-up page as requests and answers; how it looks is tested elsewhere.
@Suite struct SignupTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func get(_ target: String) throws -> Answer { try fixture.send(.get, target, authorization: nil).answer }

    private func post(
        _ form: String, to path: String = "/signup", type: String = "application/x-www-form-urlencoded",
        fields: [HTTPField.Name: String] = [:]
    ) throws -> Answer {
        try fixture.send(.post, path, authorization: nil, body: form, type: type, fields: fields).answer
    }

    private func text(_ answer: Answer) -> String { String(decoding: answer.body, as: UTF8.self) }

    private func members() throws -> Int { try #require(try fixture.teams.read(42) { $0.members.count }) }

    @Test("looking at the page, by either name, changes nothing", arguments: ["/signup", "/teams", "/signup/"])
    func look(path: String) throws {
        let token = try fixture.makeInvite().token
        let before = try fixture.teams.read(42) { $0.sequence }
        let answer = try get("\(path)?token=\(token)&callbackUrl=/home&utm_source=mail")
        #expect(answer.response.status == .ok)
        #expect(answer.response.headerFields[.contentType] == "text/html; charset=utf-8")
        #expect(text(answer).contains("Acme"))
        #expect(text(answer).contains(#"value="/home""#))
        #expect(try fixture.teams.read(42) { $0.sequence } == before)
    }

    @Test("the page names who invites, when the team knows their name")
    func inviter() throws {
        #expect(!text(try get("/signup?token=\(try fixture.makeInvite().token)")).contains("Grace"))
        _ = try fixture.teams.update(42) { team, now in
            let terms = MemberTerms(userID: 9, role: .admin, accepted: true, email: "g@example.com", name: "Grace")
            return try team.addMember(terms, by: .operator, at: now)
        }
        let page = text(try get("/signup?token=\(try fixture.makeInvite(by: 9).token)"))
        #expect(page.contains("Grace"))
        #expect(!page.contains("g@example.com"))
    }

    @Test("who sends the form is on the way in, and sent on to the site")
    func signUp() throws {
        let invite = try fixture.makeInvite(#"{"maxUses":3}"#)
        let form = "token=\(invite.token)&name=+Ada+L%C3%B6w+&email=ada%40example.com+&callbackUrl=%2Fhome%3Fa%3Db"
        let answer = try post(form)
        #expect(answer.response.status == .seeOther)
        #expect(answer.response.headerFields[.location] == "https://app.example.com/home?a=b")
        let member = try #require(try fixture.teams.read(42) { $0.members.last } ?? nil)
        #expect(member.name == "Ada Löw" && member.email == "ada@example.com")
        #expect(member.userID == nil && !member.accepted && member.role == .member)
        #expect(member.inviteID?.description == invite.id)
        // Again, in other letters: the same answer, and nothing more.
        let again = try post(form.replacing("ada%40example", with: "ADA%40Example"))
        #expect(again.response.status == answer.response.status)
        #expect(again.response.headerFields[.location] == answer.response.headerFields[.location])
        #expect(again.body == answer.body)
        #expect(try members() == 5)
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(invite.id)")["uses"] == .integer(1))
    }

    /// The mark in the form of a page.
    private func mark(in answer: Answer) throws -> String {
        String(try #require(text(answer).firstMatch(of: #/name="submission" value="([0-9a-f]{32})"/#)).1)
    }

    @Test("who has mistyped an address at a link for one mends it: one use, one pending member")
    func correction() throws {
        let (id, token) = try fixture.makeInvite(#"{"maxUses":1}"#)
        let mark = try mark(in: try get("/signup?token=\(token)"))
        #expect(try self.mark(in: try get("/signup?token=\(token)")) != mark)
        let form = "token=\(token)&submission=\(mark)&name=Fay&email="
        let next = "https://app.example.com/getting-started?invite=\(id)"
        for address in ["fay%40exmaple.com", "fay%40exmaple.com", "fay%40example.com"] {
            let answer = try post(form + address)
            #expect(answer.response.status == .seeOther, "\(address)")
            #expect(answer.response.headerFields[.location] == next)
        }
        let mistake = try post(form + "nobody")
        #expect(mistake.response.status == .badRequest)
        #expect(try self.mark(in: mistake) == mark)
        #expect(try members() == 5)
        let member = try #require(try fixture.teams.read(42) { $0.members.last } ?? nil)
        #expect(member.email == "fay@example.com")
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(id)")["uses"] == .integer(1))
        for other in ["", "&submission=\(String(repeating: "0", count: 32))", "&submission=x"] {
            #expect(try post("token=\(token)&name=Eve&email=e%40b.c\(other)").response.status == .gone)
        }
    }

    @Test("the mark of a form is shown to nobody and goes nowhere, and where people go on tells of nobody")
    func markIsSecret() throws {
        let (id, token) = try fixture.makeInvite()
        let mark = try mark(in: try get("/signup?token=\(token)"))
        let form = "token=\(token)&submission=\(mark)&name=Fay&email=fay%40example.com"
        let other = form.replacing(mark, with: String(repeating: "a", count: 32))
        for text in [form, form, other, other.replacing("Fay", with: "Eve")] {
            let location = try post(text).response.headerFields[.location]
            #expect(location == "https://app.example.com/getting-started?invite=\(id)")
        }
        let digest = try #require(SubmissionMark(mark)).digest.text
        for path in ["/v2/teams/42/memberships", "/v2/teams/42/invites/\(id)/redemptions"] {
            let answer = try fixture.send(.get, path, authorization: fixture.key(2)).answer
            #expect(text(answer).contains("fay@example.com"))
            #expect(!text(answer).contains(mark) && !text(answer).contains(digest))
        }
    }

    @Test("an address that belongs to a member is another person's form, and looks like any other")
    func takeover() throws {
        _ = try fixture.teams.update(42) { team, now in
            let terms = MemberTerms(userID: 9, role: .admin, accepted: true, email: "victim@example.com", name: "Vic")
            return try team.addMember(terms, by: .operator, at: now)
        }
        for address in ["VICTIM%40example.com", "stranger%40example.com"] {
            let (id, token) = try fixture.makeInvite(#"{"maxUses":6}"#)
            let answer = try post("token=\(token)&name=Vic&email=\(address)")
            #expect(answer.response.status == .seeOther)
            #expect(try fixture.preview(token)["remainingUses"] == .integer(5), "\(address)")
            #expect(text(try get("/signup?token=\(token)")).contains("5 places are left"), "\(address)")
            #expect(try fixture.data(.get, "/v2/teams/42/invites/\(id)")["uses"] == .integer(1), "\(address)")
        }
        let victim = try #require(try fixture.teams.read(42) { $0.member(9) } ?? nil)
        #expect(victim.role == .admin && victim.accepted)
    }

    @Test("a mistake is told, what was typed is kept, and nobody is on the way in")
    func mistakes() throws {
        let token = try fixture.makeInvite().token
        for form in ["name=+&email=x", "name=%E2%80%AEadA&email=a%40b", "email=a%40b.c", "name=Ada"] {
            let answer = try post("token=\(token)&callbackUrl=/home&\(form)")
            #expect(answer.response.status == .badRequest, "\(form)")
            #expect(text(answer).contains("role=\"alert\""))
            #expect(text(answer).contains(#"value="/home""#))
        }
        let kept = text(try post("token=\(token)&name=Ada&email=%22%3E%3Cscript%3E"))
        #expect(kept.contains(#"value="Ada""#))
        #expect(kept.contains("&quot;&gt;&lt;script&gt;"))
        #expect(try members() == 4)
    }

    @Test("people who look alike are told apart by more than what nobody sees")
    func alike() throws {
        let token = try fixture.makeInvite().token
        for form in ["name=%E2%80%8BEve&email=eve%E2%80%8B@example.com", "name=+Eve&email=e%C2%ADve@example.com"] {
            #expect(try post("token=\(token)&\(form)").response.status == .seeOther)
        }
        let pending = try #require(try fixture.teams.read(42) { $0.members.filter { $0.userID == nil } })
        #expect(pending.map(\.email) == ["eve@example.com"])
        #expect(pending.first?.name?.utf8.count == 3)
    }

    @Test("a dead link is told by its status and in a text of its own, without the team's data")
    func dead() throws {
        let expired = try fixture.makeInvite(#"{"expiresInDays":1}"#).token
        let exhausted = try fixture.makeInvite(#"{"maxUses":1}"#).token
        _ = try fixture.accept(exhausted, as: 9)
        let revoked = try fixture.makeInvite()
        _ = try fixture.data(.delete, "/v2/teams/42/invites/\(revoked.id)")
        let paused = try fixture.makeInvite()
        _ = try fixture.data(.patch, "/v2/teams/42/invites/\(paused.id)", body: #"{"paused":true}"#)
        fixture.now = noon.adding(days: 1)
        let cases: [(String, HTTPResponse.Status, DeadLink)] = [
            (expired, .gone, .expired), (exhausted, .gone, .exhausted), (revoked.token, .gone, .revoked),
            (paused.token, .conflict, .paused), ("x", .notFound, .unknown),
            ("", .notFound, .unknown), (String(repeating: "0", count: 64), .notFound, .unknown),
        ]
        let before = try members()
        for (token, status, kind) in cases {
            let shown = try get("/signup?token=\(token)")
            let sent = try post("token=\(token)&name=Ada&email=ada%40example.com")
            for answer in [shown, sent] {
                #expect(answer.response.status == status, "\(kind)")
                #expect(text(answer).contains(kind.title), "\(kind)")
                #expect(!text(answer).contains("Acme"), "\(kind)")
                #expect(answer.response.headerFields[.location] == nil)
            }
        }
        #expect(try members() == before)
    }

    @Test("a link of a closed team says so, on the page and to programs, and nothing of the team")
    func closed() throws {
        let (id, token) = try fixture.makeInvite()
        _ = try fixture.teams.update(42) { team, now in
            try team.edit(TeamEdit(isClosed: true), by: .operator, at: now)
        }
        for answer in [
            try get("/signup?token=\(token)"), try post("token=\(token)&name=Ada&email=ada%40example.com"),
        ] {
            #expect(answer.response.status == .gone)
            #expect(text(answer).contains(DeadLink.closed.title))
            #expect(!text(answer).contains("Acme"))
        }
        let preview = try fixture.preview(token)
        #expect(preview["valid"] == .boolean(false) && preview["reason"] == .string("TEAM_CLOSED"))
        #expect(preview["teamName"] == .null && preview["teamId"] == .null)
        let accepted = try fixture.accept(token, as: 9)
        #expect(accepted.answer.response.status == .gone && accepted.json.reason == "TEAM_CLOSED")
        try fixture.expectFailure(409, "TEAM_CLOSED")
        try fixture.expectFailure(409, "TEAM_CLOSED", .post, "/v2/teams/42/invites/\(id)/link")
        let member = #"{"userId":9}"#
        try fixture.expectFailure(409, "TEAM_CLOSED", .post, "/v2/teams/42/memberships", body: member)
        #expect(try fixture.data(.get, "/v2/teams/42/invites/\(id)")["status"] == .string("active"))
        #expect(try members() == 4)
    }

    @Test("where a newcomer is sent is a path of the site, or the configured one", arguments: hostileCallbacks)
    func callback(wanted: String) throws {
        let (id, token) = try fixture.makeInvite()
        let encoded = wanted.utf8.map { "%" + Hex.text([$0]) }.joined()
        let answer = try post("token=\(token)&name=Ada&email=a\(wanted.utf8.count)%40b.c&callbackUrl=\(encoded)")
        #expect(answer.response.headerFields[.location] == "https://app.example.com/getting-started?invite=\(id)")
    }

    static let hostileCallbacks = [
        "", "//evil.com", "/\\evil.com", "https://evil.com", "javascript:alert(1)", "/%2F%2Fevil.com", "/..//evil.com",
        "/a\r\nSet-Cookie: x=y", "/%0d%0ax", "https://app.example.com.evil.com", "@evil.com", "/\u{0}",
    ]

    @Test("a form that another site's page sends is refused")
    func crossSite() throws {
        let token = try fixture.makeInvite().token
        let form = "token=\(token)&name=Ada&email=ada%40example.com"
        let foreign: [[HTTPField.Name: String]] = [
            [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.secFetchSite: ""],
            [.secFetchSite: "cross-site", .origin: "https://app.example.com"], [.origin: "https://evil.com"],
            [.origin: "https://app.example.com.evil.com"], [.origin: "http://app.example.com"], [.origin: ""],
            [.origin: "https://evil.com", .askedHost: "www.example.com"], [.origin: "https://", .askedHost: ""],
            [.origin: "https://www.example.com:8443", .askedHost: "www.example.com"],
            [.secFetchSite: "cross-site", .origin: "https://www.example.com", .askedHost: "www.example.com"],
        ]
        for fields in foreign {
            let answer = try post(form, fields: fields)
            #expect(answer.response.status == .forbidden, "\(fields)")
            #expect(answer.log.reason == "CROSS_SITE")
        }
        #expect(try members() == 4)
        let own: [[HTTPField.Name: String]] = [
            [:], [.secFetchSite: "same-origin", .origin: "null"], [.secFetchSite: "none"], [.origin: "null"],
            [.origin: "https://app.example.com"], [.origin: "https://www.example.com", .askedHost: "www.example.com"],
            [.origin: "http://localhost:8080", .askedHost: "localhost:8080"],
        ]
        for fields in own { #expect(try post(form, fields: fields).response.status == .seeOther, "\(fields)") }
        #expect(try members() == 5)
    }

    @Test("what is no form of ours is refused as a page")
    func strangeForms() throws {
        let token = try fixture.makeInvite().token
        let form = "token=\(token)&name=Ada&email=ada%40example.com"
        #expect(try post(form, type: "application/json").response.status == .unsupportedMediaType)
        #expect(try post(form, type: "multipart/form-data; boundary=x").response.status == .unsupportedMediaType)
        #expect(try post(form, type: "Application/X-WWW-Form-Urlencoded; charset=UTF-8").response.status == .seeOther)
        for bad in ["&role=OWNER", "&token=\(token)", "&name=x", "&x=%zz", "&callbackUrl=%ff"] {
            let answer = try post(form + bad)
            #expect(answer.response.status == .badRequest, "\(bad)")
            #expect(answer.response.headerFields[.contentType] == "text/html; charset=utf-8")
        }
        fixture.teams.failure = StoreError(.busy, "held: /secret/path")
        let busy = try post(form)
        #expect(busy.response.status == .serviceUnavailable)
        #expect(busy.response.headerFields[.retryAfter] == "1")
        #expect(!text(busy).contains("/secret"))
    }

    @Test(
        "a page loads nothing, runs nothing and is framed by nobody, and lets a form go wherever the site sends it on")
    func fields() throws {
        let token = try fixture.makeInvite().token
        let pages = [
            try get("/signup?token=\(token)"), try get("/signup?token=x"), try get("/signup/done"), try post("token=x"),
        ]
        for (number, answer) in pages.enumerated() {
            let fields = answer.response.headerFields
            let policy = try #require(fields[.contentSecurityPolicy])
            let nonce = try #require(policy.firstMatch(of: /style-src 'nonce-([0-9a-f]{16})'/)?.1)
            #expect(text(answer).contains("<style nonce=\"\(nonce)\">"))
            for rule in [
                "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self' http: https:",
            ] { #expect(policy.contains(rule), "\(rule)") }
            #expect(!policy.contains("script"))
            // Only the form that is yet to be sent may be gone back to.
            expectFieldsOfPages(fields, cacheControl: number == 0 ? "private, no-cache" : "no-store")
        }
        // Where a form leads on is no page, and still for people alone.
        let sent = try post("token=\(token)&name=Ada&email=ada%40example.com").response
        #expect(sent.status == .seeOther)
        let policy = try #require(sent.headerFields[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("form-action 'self' http: https:"))
        expectFieldsOfPages(sent.headerFields)
    }

    private func expectFieldsOfPages(_ fields: HTTPFields, cacheControl: String = "no-store") {
        #expect(fields[.referrerPolicy] == "no-referrer")
        #expect(fields[.cacheControl] == cacheControl)
        #expect(fields[.xContentTypeOptions] == "nosniff")
        #expect(fields[.crossOriginOpenerPolicy] == "same-origin")
        #expect(fields[.crossOriginResourcePolicy] == "same-origin")
        #expect(fields[.robots] == "noindex")
        #expect(fields[.requestID] != nil)
        #expect(fields[.accessControlAllowOrigin] == nil)
        #expect(fields[.accessControlExposeHeaders] == nil)
    }

    @Test("a site with a page of its own has none of ours")
    func switchedOff() throws {
        let token = try fixture.makeInvite().token
        fixture.settings = APISettings(
            links: fixture.settings.links, policy: InvitePolicy(), apiKeyPrefix: "cal_", hasSignupPage: false)
        for path in ["/signup?token=\(token)", "/teams?token=\(token)", "/signup/done", "/getting-started"] {
            try fixture.expectFailure(404, "ROUTE_NOT_FOUND", .get, path, authorization: nil)
        }
        try fixture.expectFailure(404, "ROUTE_NOT_FOUND", .post, "/signup", authorization: nil, body: "token=\(token)")
    }
}
