import InviteDomain
import SystemPackage

/// Opens and reads the state's files only as they ought to be: ordinary, ours, and closed to everybody else.
enum GuardedFile {
    /// Opens a file that exists; nil when there is none.
    ///
    /// With `needsFolder` a folder that has gone is no folder without files: a state that was moved away, or a disk that is
    /// not mounted, must not pass for one in which nobody is known.
    static func open(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = [],
        needsFolder: Bool = false
    ) throws -> (descriptor: FileDescriptor, facts: Stat)? {
        let descriptor: FileDescriptor
        do {
            // Non-blocking, or a pipe put in a file's place would hold us until somebody writes into it.
            let always: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow, .nonBlocking]
            descriptor = try FileDescriptor.open(path, mode, options: options.union(always))
        } catch Errno.noSuchFileOrDirectory {
            if needsFolder { try requireFolder(of: path) }
            return nil
        } catch Errno.isDirectory {
            throw notOrdinary(path)
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
    static func contents(
        of path: FilePath, limit: Int = 1 << 20, needsFolder: Bool = false
    ) throws -> [UInt8]? {
        try contentsAndFacts(of: path, limit: limit, needsFolder: needsFolder)?.contents
    }

    /// The same, and what the kernel said of the file before it was read.
    static func contentsAndFacts(
        of path: FilePath, limit: Int = 1 << 20, needsFolder: Bool = false
    ) throws -> (contents: [UInt8], facts: Stat)? {
        guard let (descriptor, facts) = try open(path, .readOnly, needsFolder: needsFolder) else { return nil }
        defer { try? descriptor.close() }
        guard facts.size <= limit else { throw StoreError(.corrupt, "'\(path)' is larger than \(limit) bytes") }
        do {
            return (try descriptor.bytes(at: 0, count: Int(facts.size)), facts)
        } catch {
            throw StoreError(.unavailable, "read", path, error)
        }
    }

    private static func requireFolder(of path: FilePath) throws {
        let folder = path.removingLastComponent()
        do {
            _ = try Stat(folder)
        } catch Errno.noSuchFileOrDirectory {
            throw StoreError(
                .unavailable, "there is no folder '\(folder)'; put it back, or make a state with 'invitectl init'")
        } catch {
            throw StoreError(.unavailable, "stat", folder, error)
        }
    }

    private static func check(_ descriptor: FileDescriptor, _ path: FilePath) throws -> Stat {
        let facts: Stat
        do {
            facts = try Stat(descriptor)
        } catch {
            throw StoreError(.unavailable, "fstat", path, error)
        }
        guard facts.type == .regular else { throw notOrdinary(path) }
        try Ownership.check(facts, path)
        return facts
    }

    private static func notOrdinary(_ path: FilePath) -> StoreError {
        StoreError(.corrupt, "'\(path)' is not an ordinary file")
    }
}
