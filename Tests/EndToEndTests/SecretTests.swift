import Glibc
import StrictJSON
import SystemPackage
import Testing

/// Where a secret could have gone. (Each service is searched once more when it ends.)
@Suite(.timeLimit(.minutes(2)))
struct SecretTests {
    @Test(
        "no token, no key and no Authorization value reaches a log, the state, or an error's text",
        arguments: WebServer.configurable)
    func nowhere(server: WebServer) async throws {
        try await WebService.use(server) { service in
            let key = service.state.key(of: .admin)
            let token = try await service.send(Self.create(bearer: key)).created().token
            for request in Self.mistakes(key: key, token: token, isNginx: server == .nginx) {
                let answer = try await service.send(request)
                #expect(answer.status >= 400, "\(request.target)")
                #expect(!answer.description.contains(key.dropFirst("cal_".count)), "\(request.target)")
                #expect(!answer.description.contains(token), "\(request.target)")
            }
            for request in Self.uses(key: key, token: token) {
                #expect(try await service.send(request).status < 400, "\(request.target)")
            }
            let lost = try await loseHandler(of: service, token: token)
            let access = service.run.appending("logs/invite-fcgi.access.log")
            // lighttpd writes it every few seconds.
            try await eventually("the lost request is in the access log") {
                try access.text().contains(
                    server == .caddy ? "\"status\":\(lost.status)" : "/signup\" \(lost.status) ")
            }
            let logs = try await Command("sh", "-c", "cat \(service.run)/logs/*.log").text()
            #expect(logs.contains("/v2/teams/{teamId}/invite"))
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

    /// A create with a length, which lighttpd wants.
    private static func create(bearer key: String) -> WebRequest { .invite(bearer: key, body: "{}") }

    /// Requests that carry secrets to where they do not belong.
    private static func mistakes(key: String, token: String, isNginx: Bool) -> [WebRequest] {
        let authorization = "Authorization: Bearer \(key)"
        let invite = "/v2/teams/42/invite"
        var requests = [
            WebRequest("POST", invite, fields: ["Authorization: Basic \(key)"]),
            WebRequest("POST", invite, fields: ["Authorization: Bearer \(key) \(token)"]),
            WebRequest("POST", invite, fields: ["Authorization: Bearer \(key)0"]),
            WebRequest("POST", "\(invite)?apiKey=\(key)&token=\(token)"),
            WebRequest("GET", "/signups?token=\(token)", fields: ["Referer: https://a.example/?token=\(token)"]),
            WebRequest("GET", "/nowhere", fields: [authorization, "User-Agent: \(token)", "X-Request-Id: \(token)"]),
            WebRequest("GET", "/signups?token=\(token)&\(String(repeating: "x", count: 9000))"),
            WebRequest("GET", "/nowhere", fields: [authorization, "X-Long: \(String(repeating: token, count: 200))"]),
            WebRequest("POST", invite, fields: [authorization, "Content-Length: \(token)"]),
            WebRequest("BR\(token.prefix(4))EW", invite, fields: [authorization]),
            // Only nginx has a way to leave a path out of its log.
            WebRequest("GET", "/%zz/\(isNginx ? token : "x")?token=\(token)"),
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

    /// Kills a handler in the middle of a request that carries a token to where web servers like to log it.
    ///
    /// The result is what the web server says of it.
    private func loseHandler(of service: WebService, token: String) async throws -> HTTPAnswer {
        let state = service.state
        let form = [("token", token), ("name", "Ada"), ("email", "lost@example.com")]
        let request = WebRequest.signup(form, path: "/signup?token=\(token)")
        var answer: HTTPAnswer?
        try await LockHolder.use(state.lock(of: 42)) { _ in
            async let lost = service.send(request)
            let victim = try await eventually("a handler waits for the lock") {
                Processes.handlers(below: service.process).first(where: LockHolder.isWaiting)
            }
            Processes.send(SIGKILL, to: victim)
            answer = try await lost
        }
        let lost = try #require(answer)
        #expect([500, 502, 503].contains(lost.status))
        #expect(lost["content-type"]?.hasPrefix("text/html") == true, "\(lost)")
        return lost
    }
}
