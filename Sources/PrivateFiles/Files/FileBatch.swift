import Glibc
package import SystemPackage

package import struct InviteDomain.StoreError

/// Puts many whole files in place with few syncs.
///
/// Each file is as `AtomicFile` makes it: there is the old one, or none, or the new one, never a part. All are written
/// aside first; one `syncfs` makes them durable together; only then do they get their names. The names are durable after
/// the next `sync`. A failure before that leaves some of the files in place, each of them whole.
package struct FileBatch: ~Copyable {
    private let root: FilePath
    private var pending: [(temporary: FilePath, target: FilePath)] = []

    /// In front of the names of temporaries, so that those of a batch that died can be told from others'.
    private static let mark = ".new.batch."

    /// - Parameter root: some folder of the file system.
    package init(on root: FilePath) {
        self.root = root
    }

    deinit {
        for file in pending { try? file.temporary.remove() }
    }

    package mutating func add(
        _ contents: [UInt8], as target: FilePath, permissions: FilePermissions = .ownerReadWrite
    ) throws {
        let name = "\(Self.mark)\(UInt64.random(in: 0 ... .max))"
        let temporary = target.removingLastComponent().appending(name)
        try AtomicFile.writeTemporary(contents, temporary, permissions, isSynced: false)
        pending.append((temporary, target))
    }

    /// Gives all files their names, in the order in which they were added.
    ///
    /// - Parameters:
    ///   - isReplacing: false to leave every file that has its name by then as it is.
    ///   - lock: what it gives is held while a file gets its name; if it throws, the file gets none.
    /// - Returns: how many files got their names.
    /// - Throws: `StoreError`, and what `lock` throws.
    @discardableResult
    package mutating func commit(
        isReplacing: Bool = true, _ lock: (FilePath) throws -> LockFile? = { _ in nil }
    ) throws -> Int {
        if pending.isEmpty { return 0 }
        try Self.sync(root, failingAs: .unavailable)
        pending.reverse()
        var count = 0
        while let (temporary, target) = pending.last {
            let held = try lock(target)
            if try AtomicFile.place(temporary, at: target, isReplacing: isReplacing) { count += 1 }
            pending.removeLast()
            held?.release()
        }
        return count
    }

    /// Removes what batches that died, or others with a mark of their own, have left in a folder; nobody else may have
    /// such a file there meanwhile.
    package static func sweep(_ folder: FilePath, mark: String = mark) throws {
        do {
            for name in try folder.directoryEntries() where name.hasPrefix(mark) { try folder.appending(name).remove() }
        } catch Errno.noSuchFileOrDirectory {
            return
        } catch {
            throw StoreError(.unavailable, "sweeping", folder, error)
        }
    }

    /// Makes everything on the file system of `root` durable, whoever wrote it.
    ///
    /// The call is `syncfs`, which tells of failures since Linux 5.8.
    package static func sync(_ root: FilePath, failingAs kind: StoreError.Kind = .uncertain) throws {
        do {
            let directory = try FileDescriptor.open(root, .readOnly, options: [.directory, .closeOnExec])
            defer { try? directory.close() }
            try directory.syncFileSystem()
        } catch {
            throw StoreError(kind, "syncfs", root, error)
        }
    }
}
