import Subprocess
import SystemPackage

/// busybox httpd, which knows next to nothing of bodies.
struct BusyboxServer {
    private let port: String

    /// Starts one that has the handler at `/cgi-bin/invite`, and ends it again whatever happens.
    static func use(_ state: SampleState, _ body: (BusyboxServer) async throws -> Void) async throws {
        let root = state.file("www")
        _ = try await Command("mkdir", "-p", "\(root)/cgi-bin").text()
        _ = try await Command("ln", "-s", Products.handler.string, "\(root)/cgi-bin/invite").text()
        let server = BusyboxServer(port: try await WebService.freePort())
        var httpd = Command("setpriv", "--pdeathsig", "TERM", "busybox", "httpd", "-f", "-h", root.string)
        httpd.arguments += ["-p", "127.0.0.1:\(server.port)"]
        httpd.environment = state.settings
        _ = try await Subprocess.run(
            httpd.configuration(teardown: [.send(signal: .terminate, allowedDurationToNextStep: .seconds(20))]),
            input: .none, output: .discarded, error: .currentStandardError
        ) { execution in
            try await eventually("busybox answers") {
                try? await server.send("GET /health HTTP/1.0\n\n").status == 200 ? () : nil
            }
            try await body(server)
            try execution.send(signal: .terminate)
        }
    }

    /// Sends a request whose target is below the handler.
    func send(_ request: String) async throws -> HTTPAnswer {
        try await RawHTTP.send(request.replacing(" /", with: " /cgi-bin/invite/", maxReplacements: 1), to: port)
    }
}
