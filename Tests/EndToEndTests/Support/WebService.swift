import StrictJSON
import Subprocess
import SystemPackage
import Testing

/// The handlers behind a real web server, as `deploy/serve` starts them.
final class WebService: Sendable {
    /// Where requests go, with the mount point.
    let base: String
    let state: SampleState
    /// The configuration and the logs of the web server and the handlers.
    let run: FilePath
    /// The process of `deploy/serve`; the others are below it.
    let process: Int
    /// What was made through here and opens something.
    private let secrets = Collected()

    private init(base: String, state: SampleState, run: FilePath, process: Int) {
        self.base = base
        self.state = state
        self.run = run
        self.process = process
    }

    /// The files of the state, the web server and the handlers that hold a secret: a key of the sample state, or the
    /// token of an invite or a key that was made through here.
    func leaks() async throws -> String {
        let secrets = Person.allCases.map { state.key(of: $0).dropFirst("cal_".count) }.map(String.init)
        var grep = Command("grep", "-rlF", "--file=-", "--", run.string, state.folder.string)
        grep.input = Array((secrets + self.secrets.all).joined(separator: "\n").utf8)
        let outcome = try await grep.run()
        guard outcome.status < 2 else { throw Unexpected("grep: \(outcome.errors)") }
        return outcome.text
    }

    func send(_ request: WebRequest) async throws -> HTTPAnswer {
        let answer = try await request.send(to: base, folder: state.folder.removingLastComponent())
        if let token = try? answer.created().token { secrets.insert(token) }
        if let key = try? answer.data()["key"]?.string { secrets.insert(String(key.dropFirst("cal_".count))) }
        return answer
    }

    /// Starts a service on a fresh sample state, and ends it again whatever happens.
    ///
    /// With `isItsOwnSite` its links, and what comes after signing up, lead to the service itself.
    static func use(
        _ server: WebServer = .nginx, workers: Int = 2, mount: String = "", isItsOwnSite: Bool = false,
        proxy: String = "", handler: FilePath = Products.handler, settings: [String: String] = [:],
        _ body: (WebService) async throws -> Void
    ) async throws {
        try await TemporaryFolder.use { folder in
            let state = try await SampleState.make(in: folder)
            let run = folder.appending("run")
            let port = try await freePort()
            var serve = Command("setpriv")
            serve.arguments = [
                "--pdeathsig", "TERM", Products.serve.string, "--server", server.rawValue, "--run", run.string,
                "--port", port, "--workers", "\(workers)", "--binary", handler.string, "--mount", mount,
                "--proxy", proxy,
            ]
            serve.environment = state.settings.merging(settings) { $1 }
            let site = "http://127.0.0.1:\(port)"
            let base = site + mount
            if isItsOwnSite { serve.environment["INVITE_WEBAPP_URL"] = site }
            try await use(serve.configuration(teardown: [stop])) { process in
                let service = WebService(base: base, state: state, run: run, process: process)
                try await body(service)
                let leaks = try await service.leaks()
                if !leaks.isEmpty { Issue.record("secrets are in \(leaks)") }
            }
        }
    }

    /// What asks `deploy/serve` to end, which then ends all that it started.
    private static let stop = TeardownStep.send(signal: .terminate, allowedDurationToNextStep: .seconds(20))

    private static func use(_ serve: Configuration, _ body: (Int) async throws -> Void) async throws {
        _ = try await Subprocess.run(serve, input: .none, output: .sequence, error: .currentStandardError) {
            execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            guard try await lines.next()?.hasPrefix("ready ") == true else {
                throw Unexpected("deploy/serve did not start")
            }
            try await body(Int(execution.processIdentifier.value))
            // It may have ended already, where a test ended a part of it.
            try? execution.send(signal: .terminate)
        }
    }

    static func freePort() async throws -> String {
        try await Command("bash", "-c", "source \"$0\"; free_port", "\(Products.repository)/deploy/lib.sh").text()
    }
}
