import Glibc
import SystemPackage

/// A folder for one test alone: closed to everybody else, and removed afterwards.
enum TemporaryFolder {
    static func use(_ body: (FilePath) async throws -> Void) async throws {
        let name = "invite-fcgi-test.\(String(UInt64.random(in: 0 ... .max), radix: 36))"
        let folder = FilePath("/tmp").appending(name)
        guard unsafe mkdir(folder.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
        do {
            try await body(folder)
        } catch {
            try await remove(folder)
            throw error
        }
        try await remove(folder)
    }

    private static func remove(_ folder: FilePath) async throws {
        // In a task of its own: a test that ran out of time is cancelled, and has to be tidied up all the same.
        try await Task { _ = try await Command("rm", "-rf", "--", folder.string).text() }.value
    }
}
