import InviteDomain
import SystemPackage

/// Opens and reads the state's files only as they ought to be: ordinary, ours, and closed to everybody else.
enum GuardedFile {
    /// Opens a file that exists; nil when there is none.
    static func open(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = []
    ) throws -> (descriptor: FileDescriptor, facts: Stat)? {
        let descriptor: FileDescriptor
        do {
            // Non-blocking, or a pipe put in a file's place would hold us until somebody writes into it.
            let always: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow, .nonBlocking]
            descriptor = try FileDescriptor.open(path, mode, options: options.union(always))
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw StoreError(.unavailable, "open", path, error)
        }
        do {
            return (descriptor, try check(descriptor, path))
        } catch {
            try? descriptor.close()
            throw error
        }
    }

    /// All of a small file; nil when there is none.
    static func contents(of path: FilePath, limit: Int = 1 << 20) throws -> [UInt8]? {
        guard let (descriptor, facts) = try open(path, .readOnly) else { return nil }
        defer { try? descriptor.close() }
        guard facts.size <= limit else { throw StoreError(.corrupt, "'\(path)' is larger than \(limit) bytes") }
        do {
            return try descriptor.bytes(at: 0, count: Int(facts.size))
        } catch {
            throw StoreError(.unavailable, "read", path, error)
        }
    }

    private static func check(_ descriptor: FileDescriptor, _ path: FilePath) throws -> Stat {
        let facts: Stat
        do {
            facts = try Stat(descriptor)
        } catch {
            throw StoreError(.unavailable, "fstat", path, error)
        }
        guard facts.type == .regular else { throw StoreError(.corrupt, "'\(path)' is not an ordinary file") }
        try Ownership.check(facts, path)
        return facts
    }
}
