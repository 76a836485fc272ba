import StrictJSON
import Testing

/// The form of answers, whatever was asked, behind nginx.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct AnswerFormTests {
    private let service: WebService

    init() throws { service = try .shared }

    private var request: WebRequest { .invite(bearer: service.state.key(of: .admin)) }

    /// The fields that the handler adds, apart from the one that names the request.
    private static let common = [
        "access-control-allow-origin": "*",
        "access-control-expose-headers":
            "Accept-Patch, Allow, ETag, Retry-After, WWW-Authenticate, X-RateLimit-Limit-Default, "
            + "X-RateLimit-Remaining-Default, X-RateLimit-Reset-Default, X-Request-Id",
        "cache-control": "no-store",
        "content-security-policy":
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    ]

    @Test(
        "every answer carries the same fields, and a new request id",
        arguments: ["/v2/teams/42/invite", "/v2/teams/0/invite", "/v2/nothing", "/health"])
    func fields(target: String) async throws {
        var request = request
        request.target = target
        request.method = target == "/health" ? "GET" : "POST"
        let answer = try await service.send(request)
        for (name, value) in Self.common { #expect(answer[name] == value) }
        #expect(answer["content-type"] == (target == "/health" ? "text/plain" : "application/json") + "; charset=utf-8")
        let id = try #require(answer["x-request-id"])
        #expect(id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        let other = try await service.send(request)
        #expect(other["x-request-id"] != id)
        #expect(answer["server"] == "nginx")
    }

    @Test("a method that the path does not have is 405 and named", arguments: ["GET", "PUT", "PATCH", "DELETE"])
    func methodNotAllowed(method: String) async throws {
        let before = try service.state.ledgers()
        var request = request
        request.method = method
        let answer = try await service.send(request)
        #expect(try answer.failure() == Failure(405, "MethodNotAllowedException", "METHOD_NOT_ALLOWED"))
        #expect(answer["allow"] == "POST, OPTIONS")
        #expect(try service.state.ledgers() == before)
    }

    @Test("HEAD makes nothing either, and has no body")
    func head() async throws {
        let before = try service.state.ledgers()
        var request = request
        request.method = "HEAD"
        let answer = try await service.send(request)
        #expect(answer.status == 405)
        #expect(answer["allow"] == "POST, OPTIONS")
        #expect(answer.body.isEmpty)
        #expect(try service.state.ledgers() == before)
    }

    @Test("OPTIONS is 204 and tells browsers what they may send")
    func preflight() async throws {
        let answer = try await service.send(WebRequest("OPTIONS", "/v2/teams/42/invite"))
        #expect(answer.status == 204)
        #expect(answer.body.isEmpty)
        #expect(answer["access-control-allow-origin"] == "*")
        #expect(answer["access-control-allow-methods"] == "GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS")
        #expect(answer["access-control-allow-headers"]?.contains("Authorization") == true)
        #expect(answer["access-control-allow-credentials"] == nil)
    }

    @Test("a slash at the end, an empty query, percent-encoding and another spelling of Bearer change nothing")
    func spellings() async throws {
        for target in ["/v2/teams/42/invite/", "/v2/teams/42/invite?", "/v2/t%65ams/%342/invite"] {
            var request = request
            request.target = target
            let invite = try await service.send(request).created()
            #expect(try service.state.ledger(of: 42).inviteIDs.last == invite.id)
        }
        var request = request
        request.fields = ["authorization: bEARER \(service.state.key(of: .admin))"]
        _ = try await service.send(request).created()
    }

    @Test("an unknown path is 404, and what is told of it has no query and no token in it")
    func unknownPath() async throws {
        let token = String(repeating: "0123456789abcdef", count: 4)
        let answer = try await service.send(WebRequest("GET", "/signup/\(token)?token=\(token)"))
        #expect(try answer.failure() == Failure(404, "NotFoundException", "ROUTE_NOT_FOUND"))
        #expect(try answer.json()["path"] == .string("/signup/***"))
        #expect(!answer.text.contains(token))
    }

    @Test("the description of the API is there, and names the endpoint")
    func openAPI() async throws {
        let answer = try await service.send(WebRequest("GET", "/v2/openapi.json"))
        #expect(answer.status == 200)
        #expect(answer["content-type"] == "application/json; charset=utf-8")
        var jq = Command("jq", "-r", ".openapi, .paths[\"/v2/teams/{teamId}/invite\"].post.operationId")
        jq.input = answer.body
        let lines = try await jq.text().split(separator: "\n")
        #expect(lines.first?.hasPrefix("3.") == true)
        #expect(lines.last == "TeamsInviteController_createInvite")
    }

    @Test("the service says that it is well, to HEAD too")
    func health() async throws {
        let answer = try await service.send(WebRequest("GET", "/health"))
        #expect((answer.status, answer.text) == (200, "OK"))
        let head = try await service.send(WebRequest("HEAD", "/health"))
        #expect((head.status, head.text) == (200, ""))
    }

    @Test("a body in chunks is read like any other")
    func chunked() async throws {
        var request = request
        request.set(body: Array(#"{"maxUses":3}"#.utf8))
        request.isChunked = true
        let answer = try await service.send(request)
        #expect(try answer.json()["data"]?["maxUses"] == .integer(3))
    }

    @Test("nginx puts its own errors into the envelope too")
    func webServerErrors() async throws {
        var large = request
        large.set(body: [UInt8](repeating: UInt8(ascii: " "), count: 200_000))
        let answer = try await service.send(large)
        #expect(try answer.failure() == Failure(413, "PayloadTooLargeException", "BODY_TOO_LARGE"))
        let long = WebRequest("GET", "/v2/teams/42/invite?\(String(repeating: "x", count: 9000))")
        #expect(try await service.send(long).failure() == Failure(414, "UriTooLongException", "URI_TOO_LONG"))
    }
}
