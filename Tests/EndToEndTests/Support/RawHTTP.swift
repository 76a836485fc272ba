/// Requests as they are written here, over a connection of their own, where curl would put them in order first.
enum RawHTTP {
    /// Sends a request, whose lines may end as they do in Swift, and waits until the server closes the connection.
    static func send(_ request: String, to port: String) async throws -> HTTPAnswer {
        let script = "exec 3<>/dev/tcp/127.0.0.1/$0; cat >&3; cat <&3"
        var shell = Command("timeout", "30", "bash", "-c", script, port)
        shell.input = Array(request.replacing("\n", with: "\r\n").utf8)
        let outcome = try await shell.run()
        guard outcome.status == 0 else { throw Unexpected("no answer: \(outcome)") }
        return try HTTPAnswer(http: outcome.output)
    }
}
