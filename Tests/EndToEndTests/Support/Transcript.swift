import SystemPackage
import Testing

/// A session with `invitectl` as a terminal would show it.
///
/// A line that begins with `$` is a command for the shell; below it come its standard output, its standard error with
/// `!` in front of each line, and its exit status in brackets unless that is 0. What differs from day to day is
/// replaced by a word in angle brackets. `$WORK` is a folder for what later commands need, and `Visitor` has functions.
enum Transcript {
    /// Expects a session to go as it is written down.
    static func expect(
        from beginning: Beginning = .nothing, _ transcript: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await TemporaryFolder.use { folder in
            let state = SampleState(empty: folder.appending("state"))
            for command in beginning.commands { _ = try await state.invitectl(command).text() }
            var settings = state.settings
            settings["WORK"] = folder.string
            let session = try await replay(transcript, settings: settings)
            #expect(session == transcript, sourceLocation: sourceLocation)
        }
    }

    /// Runs the commands of a transcript, one after another, and writes down what really comes of them.
    private static func replay(_ transcript: String, settings: [String: String]) async throws -> String {
        var lines: [String] = []
        for command in transcript.split(separator: "\n") where command.hasPrefix("$ ") {
            var shell = Command("sh", "-c", Visitor.functions + command.dropFirst(2))
            let programs = Products.invitectl.removingLastComponent().string
            shell.environment = settings.merging(["PATH": "\(programs):\(Command.searchPath)"]) { $1 }
            let outcome = try await shell.run()
            lines.append(String(command))
            let state = settings["INVITE_STATE_DIR"] ?? ""
            lines += normalized(outcome.text, state).split(separator: "\n").map(String.init)
            lines += normalized(outcome.errors, state).split(separator: "\n").map { "! \($0)" }
            if outcome.status != 0 { lines.append("[\(outcome.status)]") }
        }
        return lines.joined(separator: "\n")
    }

    private static func normalized(_ text: String, _ state: String) -> String {
        text.replacing(state, with: "<state>")
            .replacing(/cal_[0-9a-f]{32}/, with: "<key>")
            .replacing(/oat_[0-9a-f]{64}/, with: "<access token>")
            .replacing(/\b[0-9a-f]{64}\b/, with: "<token>")
            .replacing(/\b[0-9a-f]{24}\b/, with: "<invite>")
            .replacing(/\b[0-9a-f]{12}\b/, with: "<id>")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "<time>")
            .replacing(/\d{4}-\d\d-\d\d/, with: "<date>")
    }
}
