import Glibc
import StrictJSON
import SystemPackage
import Testing

/// What a web server says by itself when no handler answers.
@Suite(.timeLimit(.minutes(5)))
struct HandlersGoneTests {
    /// What browsers say that they would like to see when they follow a link.
    private static let browser = "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    @Test(
        "with the handlers gone people get a page and programs get JSON, and neither has the token in it",
        arguments: WebServer.places)
    func gone(server: WebServer, mount: String) async throws {
        try await TemporaryFolder.use { folder in
            let handler = try Switch(in: folder)
            try await WebService.use(server, mount: mount, handler: handler.path) { service in
                let token = try await service.send(.invite(bearer: service.state.key(of: .admin), body: "{}"))
                    .created().token
                try await handler.turnOff(service)
                for request in Self.ofPeople(token, toldByFields: server != .h2o) {
                    expectPage(try await service.send(request), without: token, behind: server)
                }
                for request in Self.ofPrograms(token) {
                    try expectJSON(try await service.send(request), without: token, behind: server)
                }
            }
        }
    }

    private static func ofPeople(_ token: String, toldByFields: Bool) -> [WebRequest] {
        var requests = [
            WebRequest("GET", "/signup?token=\(token)"),
            WebRequest("GET", "/signup/?token=\(token)", fields: [browser]),
            WebRequest("GET", "/teams?token=\(token)"), WebRequest("GET", "/signup/done"),
            WebRequest("GET", "/getting-started?x=\(token)", fields: ["Accept: */*"]),
            .signup([("token", token), ("name", "Grace"), ("email", "grace@example.com")]),
        ]
        if toldByFields { requests.append(WebRequest("GET", "/?token=\(token)", fields: [browser])) }
        return requests
    }

    private static func ofPrograms(_ token: String) -> [WebRequest] {
        [
            WebRequest("GET", "/health"), .preview(token), .invite(bearer: token, body: "{}"),
            WebRequest("GET", "/v2/teams/42/invites", fields: ["Accept: application/json"]),
            WebRequest("GET", "/v2/teams?token=\(token)", fields: [browser]),
        ]
    }

    private func expectPage(_ answer: HTTPAnswer, without token: String, behind server: WebServer) {
        expect(answer, without: token, behind: server)
        #expect(answer["content-type"]?.hasPrefix("text/html") == true, "\(answer)")
        #expect(answer.text.contains("<h1>This page is not available just now</h1>"), "\(answer)")
        #expect(answer.text.contains("your link: it stays good"), "\(answer)")
        #expect(!answer.text.contains("script"), "\(answer)")
    }

    private func expectJSON(_ answer: HTTPAnswer, without token: String, behind server: WebServer) throws {
        expect(answer, without: token, behind: server)
        #expect(answer["content-type"]?.hasPrefix("application/json") == true, "\(answer)")
        let json = try answer.json()
        #expect(json["status"]?.string == "error")
        #expect(["SERVICE_FAILED", "SERVICE_UNAVAILABLE"].contains(json["error"]?["details"]?["reason"]?.string))
    }

    private func expect(_ answer: HTTPAnswer, without token: String, behind server: WebServer) {
        #expect([500, 502, 503].contains(answer.status), "\(answer)")
        #expect(answer["cache-control"] == "no-store", "\(answer)")
        // lighttpd has no way to say it, and a program that fails says nothing of later.
        if answer.status != 500, !server.rawValue.hasPrefix("lighttpd") {
            #expect(answer["retry-after"] == "1", "\(answer)")
        }
        #expect(!answer.description.contains(token), "\(answer)")
    }

    @Test("the style of the page is the one that its policy names", arguments: WebServer.configurable)
    func style(server: WebServer) async throws {
        try await TemporaryFolder.use { folder in
            let handler = try Switch(in: folder)
            try await WebService.use(server, handler: handler.path) { service in
                try await handler.turnOff(service)
                let answer = try await service.send(WebRequest("GET", "/signup"))
                let style = try #require(answer.text.firstMatch(of: /<style>((.|\n)*)<\/style>/)?.1)
                var hash = Command("sh", "-c", "openssl dgst -sha256 -binary | base64")
                hash.input = Array(style.utf8)
                // lighttpd cannot tell its own answers from others, so there it is in the page.
                let policy = answer["content-security-policy"] ?? answer.text
                let expected = "default-src 'none'; style-src 'sha256-\(try await hash.text())'"
                #expect(policy.contains(expected), "\(answer)")
            }
        }
    }
}

/// A handler that can be made to run no more.
private struct Switch {
    /// The program for the web server.
    let path: FilePath
    private var off: FilePath { path.removingLastComponent().appending("off") }

    init(in folder: FilePath) throws {
        path = folder.appending("handler")
        let script = "#!/bin/sh\n[ ! -e \"${0%/*}/off\" ] || exit 1\nexec \(Products.handler) \"$@\"\n"
        try path.write(script.utf8)
        guard unsafe chmod(path.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
    }

    /// From now on nobody answers any more.
    func turnOff(_ service: WebService) async throws {
        try off.write("".utf8)
        let socket = service.run.appending("fcgi.sock").string
        if unsafe rename(socket, socket + ".away") != 0 {
            // It is the web server that starts them, and will try again.
            for process in Processes.handlers(below: service.process) { Processes.send(SIGKILL, to: process) }
        }
        try await eventually("the handlers are gone") {
            try await service.send(WebRequest("GET", "/health")).status >= 500
        }
    }
}
