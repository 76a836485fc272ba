import HTTPTypes
import InviteDomain
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

@Suite struct AnswerTests {
    let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func field(_ name: String, of answer: Answer) -> String? {
        HTTPField.Name(name).flatMap { answer.response.headerFields[$0] }
    }

    @Test("every answer has the fields that keep it out of caches, referrers and frames")
    func commonFields() throws {
        let answers = [
            try fixture.send().answer, try fixture.send(.get, "/health").answer,
            try fixture.send(.get, "/nowhere").answer,
            try fixture.send(.options, "/v2/teams/42/invite", authorization: nil).answer,
        ]
        for answer in answers {
            #expect(field("Cache-Control", of: answer) == "no-store")
            #expect(field("Referrer-Policy", of: answer) == "no-referrer")
            #expect(field("X-Content-Type-Options", of: answer) == "nosniff")
            #expect(field("Content-Security-Policy", of: answer)?.contains("default-src 'none'") == true)
            #expect(field("Access-Control-Allow-Origin", of: answer) == "*")
            #expect(field("Access-Control-Expose-Headers", of: answer)?.contains("X-Request-Id") == true)
        }
    }

    @Test("each answer has an id of its own, a random UUID")
    func requestIDs() throws {
        let ids = try (0..<100).map { _ in
            try #require(field("X-Request-Id", of: try fixture.send(.get, "/health").answer))
        }
        #expect(Set(ids).count == 100)
        for id in ids {
            let parts = id.split(separator: "-").map(\.count)
            #expect(parts == [8, 4, 4, 4, 12])
            #expect(id.dropFirst(14).first == "4")
            #expect(id.dropFirst(19).first.map { "89ab".contains($0) } == true)
            #expect(id.allSatisfy { $0 == "-" || $0.isHexDigit && !$0.isUppercase })
        }
    }

    @Test(
        "a preflight is answered for any path, as Cal.com answers it",
        arguments: ["/v2/teams/42/invite", "/nowhere", "*"])
    func preflight(path: String) throws {
        let answer = try fixture.send(.options, path, authorization: nil).answer
        #expect(answer.response.status == .noContent)
        #expect(answer.body.isEmpty)
        #expect(field("Access-Control-Allow-Methods", of: answer) == "GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS")
        let allowed = try #require(field("Access-Control-Allow-Headers", of: answer)).split(separator: ",")
        for name in ["Authorization", "Content-Type", "cal-api-version", "If-Match", "Idempotency-Key"] {
            #expect(allowed.contains(name[...]))
        }
    }

    @Test(
        "a preflight allows the fields that a page asks for, if all of them can be names",
        arguments: [
            (
                "authorization, traceparent,baggage , sentry-trace,x-request-id",
                ["traceparent", "baggage", "sentry-trace"]
            ),
            ("x-tracé", []), ("traceparent,two words", []), ("a\rb", []), (String(repeating: "a,", count: 2000), []),
        ] as [(String, [Substring])])
    func tracing(asked: String, given: [Substring]) throws {
        let fields: [HTTPField.Name: String] = [.accessControlRequestHeaders: asked]
        let answer = try fixture.send(.options, "/v2/me", authorization: nil, fields: fields).answer
        let allowed = try #require(field("Access-Control-Allow-Headers", of: answer)).split(separator: ",")
        #expect(allowed.prefix(10).contains("Authorization"))
        #expect(given.isEmpty ? allowed.count == 10 : given.allSatisfy(allowed.contains))
        #expect(field("Vary", of: answer) == "Access-Control-Request-Headers")
    }

    @Test("a path may end in one slash; everything else is unknown")
    func paths() throws {
        #expect(try fixture.send(.post, "/v2/teams/42/invite/").answer.response.status == .ok)
        #expect(try fixture.send(.post, "/v2/teams/42/invite/?").answer.response.status == .ok)
        for path in [
            "/", "", "/v2", "/v2/team", "/v2/teams//invite", "/v2/teams/42/invite//", "//v2/teams/42/invite",
            "/v2/teams/42/invite/x", "/V2/teams/42/invite", "/v2/invites", "/health/x",
            "xv2/teams/42/invite", "v2/teams/42/invite", "/v2/teams/42/invit", "/v2/teams/42/{invite",
        ] {
            try fixture.expectFailure(404, "ROUTE_NOT_FOUND", .post, path)
        }
    }

    @Test("another method is refused with those that are allowed")
    func methods() throws {
        for method in [HTTPRequest.Method.get, .head, .put, .patch, .delete, .trace] {
            try fixture.expectFailure(405, "METHOD_NOT_ALLOWED", method, "/v2/teams/42/invite")
        }
        let invite = try fixture.send(.get, "/v2/teams/42/invite").answer
        #expect(field("Allow", of: invite) == "POST, OPTIONS")
        let health = try fixture.send(.post, "/health").answer
        #expect(field("Allow", of: health) == "GET, HEAD, OPTIONS")
        #expect(try fixture.send(.head, "/health").answer.response.status == .ok)
    }

    @Test("health is OK while the state can be read and changed; whether it can be read can be asked alone")
    func health() throws {
        let answer = try fixture.send(.get, "/health", authorization: nil).answer
        #expect(String(decoding: answer.body, as: UTF8.self) == "OK")
        fixture.isWritable = false
        for path in ["/health", "/health?", "/health?%zz", "/health?only%zz=read", "/health?x=only=read"] {
            try fixture.expectFailure(503, "STORE_NOT_WRITABLE", .get, path, authorization: nil)
        }
        for path in ["/health?only=write", "/health?only", "/health?only=read&only=read"] {
            try fixture.expectFailure(400, "INVALID_FIELD", .get, path, authorization: nil)
        }
        try fixture.expectFailure(400, "MALFORMED_REQUEST", .get, "/health?only=%zz", authorization: nil)
        for path in ["/health?only=read", "/health/?only=read", "/health?x&only=r%65ad&%zz"] {
            #expect(try fixture.send(.get, path, authorization: nil).answer.response.status == .ok)
        }
        fixture.isUp = false
        for path in ["/health", "/health?only=read"] {
            try fixture.expectFailure(503, "STORE_UNAVAILABLE", .get, path, authorization: nil)
        }
    }

    @Test(
        "a store that fails is 503 with when to try again, and the caller is told nothing of its inside",
        arguments: [
            (.busy, "STORE_BUSY", "1"), (.unavailable, "STORE_UNAVAILABLE", "5"), (.corrupt, "STORE_CORRUPT", "60"),
            (.uncertain, "STORE_UNCERTAIN", "5"), (.unwritable, "STORE_NOT_WRITABLE", "5"),
        ] as [(StoreError.Kind, String, String)]
    )
    func storeFailures(kind: StoreError.Kind, reason: String, retry: String) throws {
        fixture.teams.failure = StoreError(
            kind, "write of '/secret/path' failed")
        let (answer, json) = try fixture.send()
        #expect(answer.response.status == .serviceUnavailable)
        #expect(field("Retry-After", of: answer) == retry)
        #expect(json["error"]?["details"]?["reason"] == .string(reason))
        #expect(!String(decoding: answer.body, as: UTF8.self).contains("secret"))
        #expect(answer.log.internalNote == "write of '/secret/path' failed")
        #expect(answer.isFatal == (kind == .uncertain))
    }

    @Test("what cannot be made a request is answered in the same envelope")
    func problems() throws {
        let problems: [(RequestProblem, Int)] = [
            (.malformed("x"), 400), (.headerFieldsTooLarge, 431), (.bodyTooLarge(limit: 102_400), 413),
        ]
        for (problem, status) in problems {
            let answer = Answer(
                refusing: problem, Audience(path: "/v2/x?token=y", accept: nil), log: Answer.Log(method: "GET"),
                at: noon)
            #expect(answer.response.status.code == status)
            let json = try JSONReader.value(of: answer.body)
            #expect(json["path"] == .string("/v2/x"))
            #expect(json["error"]?["details"]?["statusCode"] == .integer(status))
        }
    }

    @Test("what an answer repeats has no query, is cut, and has nothing in it that could be a secret")
    func redaction() throws {
        let token = String(repeating: "0123456789abcdef", count: 4)
        for secret in [token, "cal_" + token.prefix(32), "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0"] {
            let requests: [(HTTPRequest.Method, String, String)] = [
                (.get, "/signup/\(secret)?token=\(secret)", ""), (.post, "/v2/teams/\(secret)/invite", ""),
                (.post, "/v2/teams/42/invite?token=\(secret)", #"{"\#(secret)":1}"#),
            ]
            for (method, path, body) in requests {
                let answer = try fixture.send(method, path, body: body).answer
                #expect(answer.response.status.code >= 400)
                #expect(!String(decoding: answer.body, as: UTF8.self).contains(secret.suffix(32)))
            }
        }
        let long = String(repeating: "a:", count: 200)
        let json = try fixture.send(.post, "/v2/teams/42/invite", body: "{\"\(long)\":1}").json
        #expect(json["error"]?["details"]?["field"]?.string?.count == 65)
        #expect(try fixture.send(.get, "/v2/\(long)").json["path"]?.string?.count == 69)
        #expect(Redaction.repeated("0000002a5be1c09d77aa01f3") == "0000002a5be1c09d77aa01f3")
    }

    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    @Test(
        "who asks with a browser, and not for the API, gets a page of a failure; programs get JSON",
        arguments: [
            (browser, "/", true), (browser, "/nowhere", true), (browser, "/nowhere?x=%", true),
            ("text/html", "/", true),
            ("TEXT/HTML;q=0.5, application/json;q=0.4", "/", true), (browser, "/v2/nowhere", false),
            (browser, "/v2", false), (nil, "/", false), ("", "/", false), ("*/*", "/", false), ("text/*", "/", false),
            ("application/json, text/html", "/", false), ("text/html;q=0", "/", false),
            ("application/json, text/html;q=0.9", "/nowhere", false), (browser, "/v2x", true),
        ] as [(String?, String, Bool)])
    func pages(accept: String?, target: String, isPage: Bool) throws {
        let fields = accept.map { [HTTPField.Name.accept: $0] } ?? [:]
        let answer = try fixture.send(.get, target, authorization: nil, fields: fields).answer
        #expect(answer.response.status == .notFound)
        let type = isPage ? "text/html; charset=utf-8" : "application/json; charset=utf-8"
        #expect(answer.response.headerFields[.contentType] == type)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(text.contains("There is no page here") == isPage)
        #expect(text.contains("ROUTE_NOT_FOUND") == !isPage)
        let isNegotiated = !target.hasPrefix("/v2") || target == "/v2x"
        #expect(answer.response.headerFields[.vary] == (isNegotiated ? "Accept" : nil))
        #expect((answer.response.headerFields[.accessControlAllowOrigin] == nil) == isPage)
        #expect(answer.log.reason == "ROUTE_NOT_FOUND")
    }

    @Test("a page says of each failure what a person needs, with the fields that it has in JSON")
    func kindsOfPages() throws {
        func page(_ method: HTTPRequest.Method, _ target: String) throws -> (HTTPFields, Int, String) {
            let answer = try fixture.send(
                method, target, authorization: nil, fields: [HTTPField.Name.accept: Self.browser]
            ).answer
            let text = String(decoding: answer.body, as: UTF8.self)
            return (answer.response.headerFields, answer.response.status.code, text)
        }
        let (fields, status, text) = try page(.put, "/signup")
        #expect(status == 405 && fields[.allow] == "GET, HEAD, POST, OPTIONS" && text.contains("There is no page here"))
        fixture.isUp = false
        let down = try page(.get, "/health")
        #expect(down.1 == 503 && down.0[.retryAfter] != nil)
        #expect(down.2.contains("This page is not available just now") && !down.2.contains("/secret"))
        let problem = RequestProblem.headerFieldsTooLarge
        let early = Answer(
            refusing: problem, Audience(path: "/signup?token=x", accept: Self.browser), log: Answer.Log(method: "GET"),
            at: noon)
        #expect(early.response.status.code == 431)
        #expect(String(decoding: early.body, as: UTF8.self).contains("<h1>That did not work</h1>"))
    }
}
