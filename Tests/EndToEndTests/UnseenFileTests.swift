import SystemPackage
import Testing

/// What cannot be looked at is not taken for missing.
@Suite(.timeLimit(.minutes(1)))
struct UnseenFileTests {
    /// Runs a command to which the disk fails the first time that it asks about this file.
    private func run(_ command: Command, failingAt file: FilePath) async throws -> Outcome {
        var command = command
        command.wrap(in: [
            "strace", "-f", "-qq", "-o", "/dev/null", "-P", file.string, "-e", "inject=newfstatat:error=EIO:when=1",
        ])
        return try await command.run()
    }

    private func expectError(about file: FilePath, _ outcome: Outcome) {
        #expect(outcome.status == 74)
        #expect(outcome.errors == "invitectl: error: stat of '\(file)' failed: Input/output error\n")
    }

    @Test("'init' does not pass over a state whose format it cannot look at")
    func create() async throws {
        try await SampleState.use { state in
            let format = state.folder.appending("format.json")
            expectError(about: format, try await run(state.invitectl("init"), failingAt: format))
        }
    }

    @Test("'status' does not leave out a file that it cannot look at")
    func summary() async throws {
        try await SampleState.use { state in
            let lock = state.lock(of: 42)
            expectError(about: lock, try await run(state.invitectl("status"), failingAt: lock))
        }
    }

    @Test("root does not go on as root where it cannot see whose the state is")
    func owner() async throws {
        guard Privileges.areRoot else { return }
        try await SampleState.use { state in
            _ = try await Command("chown", "-R", "nobody", state.folder.string).text()
            expectError(about: state.folder, try await run(state.invitectl("team list"), failingAt: state.folder))
        }
    }
}
