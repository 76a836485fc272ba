import Glibc
import SystemPackage
import Testing

/// Where a secret could have gone. (Each service is searched once more when it ends.)
@Suite(.timeLimit(.minutes(2)))
struct SecretTests {
    @Test("no token, no key and no Authorization value reaches a log, the state, or an error's text")
    func nowhere() async throws {
        try await WebService.use { service in
            let key = service.state.key(of: .admin)
            let token = try await service.send(.invite(bearer: key)).created().token
            for request in Self.mistakes(key: key, token: token) {
                let answer = try await service.send(request)
                #expect(answer.status >= 400, "\(request.target)")
                #expect(!answer.description.contains(key.dropFirst("cal_".count)), "\(request.target)")
                #expect(!answer.description.contains(token), "\(request.target)")
            }
            for request in Self.uses(key: key, token: token) {
                #expect(try await service.send(request).status < 400, "\(request.target)")
            }
            try await loseHandler(of: service)

            let logs = try await Command("cat", "\(service.run)/logs/handler.log").text()
            #expect(logs.contains("/v2/teams/{teamId}/invite"))
            let access = try await Command("cat", "\(service.run)/logs/invite-fcgi.access.log").text()
            #expect(access.contains("\"POST /v2/teams/42/invite\" 502"))
            #expect(try await service.leaks() == "")
        }
    }

    /// Requests that carry a token to where it belongs.
    private static func uses(key: String, token: String) -> [WebRequest] {
        var form = WebRequest("POST", "/signup?token=\(token)")
        form.set(
            body: Array("token=\(token)&name=Ada&email=ada%40example.com".utf8),
            type: "application/x-www-form-urlencoded")
        return [
            WebRequest("GET", "/signup?token=\(token)", fields: ["Referer: https://a.example/?token=\(token)"]),
            WebRequest("HEAD", "/teams?token=\(token)"), form, .preview(token), .accept(token, bearer: key),
        ]
    }

    /// Requests that carry secrets to where they do not belong.
    private static func mistakes(key: String, token: String) -> [WebRequest] {
        let authorization = "Authorization: Bearer \(key)"
        let invite = "/v2/teams/42/invite"
        var requests = [
            WebRequest("POST", invite, fields: ["Authorization: Basic \(key)"]),
            WebRequest("POST", invite, fields: ["Authorization: Bearer \(key) \(token)"]),
            WebRequest("POST", invite, fields: ["Authorization: Bearer \(key)0"]),
            WebRequest("POST", "\(invite)?apiKey=\(key)&token=\(token)"),
            WebRequest("GET", "/signups?token=\(token)", fields: ["Referer: https://a.example/?token=\(token)"]),
            WebRequest("GET", "/nowhere", fields: [authorization, "User-Agent: \(token)", "X-Request-Id: \(token)"]),
            WebRequest("GET", "/signup?token=\(token)&\(String(repeating: "x", count: 9000))"),
            WebRequest("GET", "/nowhere", fields: [authorization, "X-Long: \(String(repeating: token, count: 200))"]),
            WebRequest("POST", invite, fields: [authorization, "Content-Length: \(token)"]),
            WebRequest("BR\(token.prefix(4))EW", invite, fields: [authorization]),
            WebRequest("GET", "/%zz/\(token)?token=\(token)"),
            .invite(bearer: key, body: token), .invite(bearer: key, body: #"{"\#(token)":1}"#),
            .invite(bearer: key, body: #"{"role":"\#(token)"}"#), .invite(bearer: key, body: "{}", type: token),
        ]
        for size in [103_000, 200_000] {
            var request = WebRequest.invite(bearer: key)
            request.set(body: Array(String(repeating: token, count: size / 64 + 1).utf8))
            requests.append(request)
        }
        return requests
    }

    /// Kills a handler in the middle of a request.
    private func loseHandler(of service: WebService) async throws {
        let state = service.state
        try await LockHolder.use(state.lock(of: 42)) { _ in
            async let lost = service.send(.invite(bearer: state.key(of: .admin)))
            let victim = try await eventually("a handler waits for the lock") {
                Processes.handlers(below: service.process).first(where: LockHolder.isWaiting)
            }
            Processes.send(SIGKILL, to: victim)
            #expect(try await lost.failure() == Failure(502, "BadGatewayException", "SERVICE_FAILED"))
        }
    }
}
