import Subprocess
import SystemPackage

/// `invitectl ledger follow` beside the test.
struct Follower {
    private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    /// Starts one, and ends it as Ctrl-C does when `body` is through.
    ///
    /// The result is what came of it, without what it printed.
    @discardableResult
    static func use(
        _ state: SampleState, _ arguments: String = "", _ body: (inout Follower) async throws -> Void
    ) async throws -> Outcome {
        let command = state.invitectl("ledger follow \(arguments)")
        let kill = TeardownStep.send(signal: .terminate, allowedDurationToNextStep: .seconds(1))
        let result = try await Subprocess.run(
            command.configuration(teardown: [kill]), input: .none, output: .sequence, error: .string(limit: 1 << 16)
        ) { execution in
            var follower = Follower(lines: execution.standardOutput.strings().makeAsyncIterator())
            try await body(&follower)
            try execution.send(signal: .interrupt)
        }
        return Outcome(status: result.terminationStatus.number, output: [], errors: result.standardError)
    }

    /// The next line that it prints.
    mutating func line() async throws -> String {
        guard let line = try await lines.next() else { throw Unexpected("the follower has ended") }
        return line
    }

    mutating func lines(_ count: Int) async throws -> [String] {
        var lines: [String] = []
        for _ in 0..<count { lines.append(try await line()) }
        return lines
    }
}
