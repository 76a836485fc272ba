import SystemPackage
import Testing

/// Bodies that a web server lets through and the handler does not take.
@Suite(.timeLimit(.minutes(3)))
struct RefusedBodyTests {
    @Test("behind nginx every refused body gets its whole answer, however long it is")
    func nginx() async throws {
        try await FrontServer.use(.nginx) { server in
            let before = try server.state.ledgers()
            let times = 100
            for size in [102_401, 1 << 20, 1_100_000, 2_000_000, 5_000_000] {
                let file = server.state.file("large")
                try file.write([UInt8](repeating: UInt8(ascii: " "), count: size))
                let curl = Command(
                    "curl", "--noproxy", "*", "--silent", "--show-error", "--max-time", "30", "--header", "Expect:",
                    "--header", "Connection: close", "--header", "Content-Type: application/json", "--data-binary",
                    "@\(file)", "--write-out", "\n%{http_code}\n", "\(server.base)/v2/teams/42/invite?[1-\(times)]")
                let outcome = try await curl.run()
                #expect(outcome.status == 0, "\(size): \(outcome.errors)")
                let whole = /"reason":"BODY_TOO_LARGE".*"statusCode":413}}}\n413\n/
                let answers = outcome.text.ranges(of: whole).count
                #expect(answers == times, "\(size): \(outcome.text.suffix(500))")
            }
            #expect(try server.state.ledgers() == before)
        }
    }
}
