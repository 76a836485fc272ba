import Subprocess
import SystemPackage

/// A mount that only some programs see; it is gone when the test is.
struct PrivateMount: Sendable {
    private let process: Int

    /// Runs a shell script that mounts something, out of everybody else's sight, and keeps that until `body` is through.
    static func use(_ script: String, _ body: (PrivateMount) async throws -> Void) async throws {
        let shell = Command("unshare", "--mount", "sh", "-euc", "\(script); echo mounted; exec cat")
        _ = try await Subprocess.run(
            shell.configuration(), input: .inputWriter, output: .sequence, error: .currentStandardError
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            guard try await lines.next() == "mounted" else { throw Unexpected("no mount: \(script)") }
            try await body(PrivateMount(process: Int(execution.processIdentifier.value)))
        }
    }

    /// The same command where the mount is seen.
    func entering(_ command: Command) -> Command {
        var inside = command
        inside.wrap(in: wrapper)
        return inside
    }

    /// The command line that goes before one that is to see the mount.
    var wrapper: [String] { ["nsenter", "--target", "\(process)", "--mount", "--"] }

    /// A file as it is where the mount is seen.
    func view(_ path: FilePath) -> FilePath { FilePath("/proc/\(process)/root\(path)") }
}
