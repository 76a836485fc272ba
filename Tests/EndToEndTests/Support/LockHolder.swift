import Subprocess
import SystemPackage

/// Another program that holds a team's lock.
struct LockHolder: Sendable {
    private let writer: StandardInputWriter

    /// Lets go of the lock.
    func release() async throws { try await writer.finish() }

    /// Takes the lock, and lets go of it when `body` is through, if not before.
    static func use(_ file: FilePath, _ body: (LockHolder) async throws -> Void) async throws {
        // `cat` ends when its standard input does, so this program cannot outlive the test.
        let flock = Command("flock", "--exclusive", file.string, "sh", "-c", "echo held; exec cat")
        _ = try await Subprocess.run(
            flock.configuration(), input: .inputWriter, output: .sequence, error: .currentStandardError
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            guard try await lines.next() == "held" else { throw Unexpected("flock did not get the lock") }
            try await body(LockHolder(writer: execution.standardInputWriter))
        }
    }

    /// Waits until a process stands in line for a lock.
    static func awaitWaiter(_ process: Int) async throws {
        try await eventually("process \(process) waits for a lock") { isWaiting(process) }
    }

    /// True for a process that stands in line for a lock.
    static func isWaiting(_ process: Int) -> Bool {
        let locks = (try? FilePath("/proc/locks").text()) ?? ""
        return locks.split(separator: "\n").contains {
            $0.contains("-> FLOCK") && $0.split(separator: " ").contains("\(process)")
        }
    }
}
