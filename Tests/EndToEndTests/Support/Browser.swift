import StrictJSON
import Subprocess
import SystemPackage

/// A headless Chromium with a profile of its own, driven as WebDriver says (https://www.w3.org/TR/webdriver2/).
struct Browser: Sendable {
    /// Where `chromedriver` listens.
    private let driver: String
    private let session: String
    private let folder: FilePath

    /// Starts a browser, and ends it again whatever happens.
    static func use(_ body: (Browser) async throws -> Void) async throws {
        try await TemporaryFolder.use { folder in
            // chromedriver chooses a free port and says which. It and the browser hold the two ends of a pipe, and each
            // ends when the other does, in whatever way.
            var driver = Command("setpriv", "--pdeathsig", "TERM", "chromedriver", "--port=0")
            driver.environment["HOME"] = folder.string
            let stop = TeardownStep.send(signal: .terminate, allowedDurationToNextStep: .seconds(10))
            _ = try await Subprocess.run(
                driver.configuration(teardown: [stop]), input: .none, output: .sequence, error: .currentStandardError
            ) { execution in
                let port = try await port(in: execution.standardOutput)
                let browser = try await start(driver: "http://127.0.0.1:\(port)", folder: folder)
                do {
                    try await body(browser)
                } catch {
                    try? await browser.quit()
                    throw error
                }
                try await browser.quit()
                try execution.send(signal: .terminate)
            }
        }
    }

    private static func port(in output: SubprocessOutputSequence) async throws -> String {
        for try await line in output.strings() {
            if let match = line.firstMatch(of: #/started successfully on port (\d+)/#) { return String(match.1) }
        }
        throw Unexpected("chromedriver did not start")
    }

    private static func start(driver: String, folder: FilePath) async throws -> Browser {
        let noSession = Browser(driver: driver, session: "", folder: folder)
        let session = try await noSession.call("POST", "/session") {
            $0.member("capabilities") {
                $0.object { $0.member("alwaysMatch") { $0.object { $0.writeCapabilities(profile: folder) } } }
            }
        }
        guard let id = session["sessionId"]?.string else { throw Unexpected("no session: \(session)") }
        return Browser(driver: driver, session: "/session/\(id)", folder: folder)
    }

    private func quit() async throws { try await command("DELETE", "") }

    /// Sends a command of this session; the result is the value that came back.
    @discardableResult
    func command(
        _ method: String, _ path: String, _ members: (inout JSONWriter) -> Void = { _ in }
    ) async throws -> JSONValue {
        try await call(method, session + path, members)
    }

    private func call(
        _ method: String, _ path: String, _ members: (inout JSONWriter) -> Void
    ) async throws -> JSONValue {
        var request = WebRequest(method, path)
        if method == "POST" {
            var json = JSONWriter()
            json.object(members)
            request.set(body: json.bytes)
        }
        let answer = try await request.send(to: driver, folder: folder)
        guard answer.status == 200, let value = try answer.json()["value"] else {
            throw Unexpected("\(method) \(path): \(answer)")
        }
        return value
    }
}

extension JSONWriter {
    fileprivate mutating func writeCapabilities(profile folder: FilePath) {
        var arguments = ["--headless=new", "--remote-debugging-pipe", "--user-data-dir=\(folder.appending("profile"))"]
        // Chromium's own sandbox needs somebody other than root.
        if Privileges.areRoot { arguments.append("--no-sandbox") }
        member("browserName", "chrome")
        member("goog:loggingPrefs") { $0.object { $0.member("browser", "ALL") } }
        member("goog:chromeOptions") { $0.object { $0.member("args", arguments) } }
    }
}
