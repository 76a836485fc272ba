package import SystemPackage

import struct InviteDomain.StoreError

/// Opens and reads the state's files only as they ought to be: ordinary, ours, and closed to everybody else.
package enum GuardedFile {
    /// Opens a file that exists; nil when there is none.
    ///
    /// There is none only where its folder was there the whole time that it was looked for: a state that is moved away, or
    /// a disk that is not mounted, must not pass for one in which nobody is known, not even for the moment in between.
    ///
    /// - Parameters:
    ///   - path: whose folder has to be there.
    ///   - mode: what is to be done with it.
    ///   - options: beside those that are always set.
    ///   - sibling: where the folder is one that need not be there, another one beside it that does.
    /// - Returns: the open file, and what the kernel says of it.
    /// - Throws: `StoreError`.
    package static func open(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, options: FileDescriptor.OpenOptions = [],
        inFolderBeside sibling: FilePath? = nil
    ) throws -> (descriptor: FileDescriptor, facts: Stat)? {
        // Non-blocking, or a pipe put in a file's place would hold us until somebody writes into it.
        let options = options.union([.closeOnExec, .noFollow, .nonBlocking])
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, mode, options: options)
        } catch Errno.noSuchFileOrDirectory {
            guard let found = try openInHeldFolder(path, mode, options, sibling) else { return nil }
            descriptor = found
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
    package static func contents(
        of path: FilePath, limit: Int = 1 << 20, inFolderBeside sibling: FilePath? = nil
    ) throws -> [UInt8]? {
        try contentsAndFacts(of: path, limit: limit, inFolderBeside: sibling)?.contents
    }

    /// The same, and what the kernel said of the file before it was read.
    package static func contentsAndFacts(
        of path: FilePath, limit: Int = 1 << 20, inFolderBeside sibling: FilePath? = nil
    ) throws -> (contents: [UInt8], facts: Stat)? {
        guard let (descriptor, facts) = try open(path, .readOnly, inFolderBeside: sibling) else { return nil }
        defer { try? descriptor.close() }
        guard facts.size <= limit else { throw StoreError(.corrupt, "'\(path)' is larger than \(limit) bytes") }
        do {
            return (try descriptor.bytes(at: 0, count: Int(facts.size)), facts)
        } catch {
            throw StoreError(.unavailable, "read", path, error)
        }
    }

    /// The file in its folder, which is held meanwhile; nil when there is no such file, or no such folder and need not be.
    private static func openInHeldFolder(
        _ path: FilePath, _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions, _ sibling: FilePath?
    ) throws -> FileDescriptor? {
        let folder = path.folder
        if let sibling {
            let parent = try HeldFolder(folder.folder)
            if try !parent.holds(folder) {
                guard try parent.holds(sibling) else { throw HeldFolder.missing(sibling) }
                try parent.requireName()
                return nil
            }
        }
        let held = try HeldFolder(folder)
        if let found = try held.open(path, mode, options) { return found }
        try held.requireName()
        return nil
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
