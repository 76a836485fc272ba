import Glibc
package import SystemPackage

import struct InviteDomain.StoreError
import struct InviteDomain.Timestamp

/// Puts a whole file in place: after a crash there is the old one, or none, or the new one, never a part.
///
/// Temporary file in the same directory with a name of its own, write, sync, rename, sync of the directory. Where no file
/// may be replaced, a link takes the place of the rename, which needs a file system with hard links. A failure before the
/// rename leaves nothing behind but, after a crash, the temporary, which a later write to the directory removes;
/// a failed sync of the directory is `StoreError.Kind.uncertain`.
package enum AtomicFile {
    /// Writes a file.
    ///
    /// - Returns: false if a file has that name and `isReplacing` is false; nothing is changed then.
    @discardableResult
    package static func write(
        _ contents: [UInt8], to path: FilePath, isReplacing: Bool = true,
        permissions: FilePermissions = .ownerReadWrite, mark: String = ".new.file."
    ) throws -> Bool {
        let directory = path.removingLastComponent()
        sweep(directory, mark)
        let temporary = directory.appending("\(mark)\(getpid()).\(UInt64.random(in: 0 ... .max))")
        try writeTemporary(contents, temporary, permissions, isSynced: true)
        guard try place(temporary, at: path, isReplacing: isReplacing) else { return false }
        try syncDirectory(directory)
        return true
    }

    /// Gives a temporary its name, which is not durable yet; when that fails, the temporary is gone.
    ///
    /// - Returns: false if a file has that name and `isReplacing` is false; the temporary is gone then too.
    package static func place(_ temporary: FilePath, at path: FilePath, isReplacing: Bool) throws -> Bool {
        // A rename would replace even a file that came a moment ago; a link never does.
        if !isReplacing { return try link(temporary, at: path) }
        do {
            try temporary.rename(to: path)
            return true
        } catch {
            try? temporary.remove()
            throw StoreError(.unavailable, "rename to", path, error)
        }
    }

    private static func link(_ temporary: FilePath, at path: FilePath) throws -> Bool {
        defer { try? temporary.remove() }
        do {
            try temporary.link(as: path)
            return true
        } catch Errno.fileExists {
            return false
        } catch {
            throw StoreError(.unavailable, "link to", path, error)
        }
    }

    /// Removes temporaries that nobody has touched for an hour: their writers have died.
    ///
    /// What cannot be removed now is litter for another hour, and no reason not to write.
    private static func sweep(_ directory: FilePath, _ mark: String) {
        let names = (try? directory.directoryEntries()) ?? []
        for file in names.filter({ $0.hasPrefix(mark) }).map({ directory.appending($0) }) {
            guard let facts = try? Stat(file, followTargetSymlink: false) else { continue }
            if Timestamp(facts.st_mtim).adding(seconds: 3600) < .now() { try? file.remove() }
        }
    }

    /// Makes what was created, renamed or removed in `path` durable.
    package static func syncDirectory(_ path: FilePath) throws {
        do {
            let directory = try FileDescriptor.open(path, .readOnly, options: [.directory, .closeOnExec])
            defer { try? directory.close() }
            guard fsync(directory.rawValue) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            throw StoreError(.uncertain, "fsync", path, error)
        }
    }

    /// Adds to a temporary, and makes all of it durable.
    package static func append(_ contents: [UInt8], to path: FilePath) throws {
        do {
            let file = try FileDescriptor.open(path, .writeOnly, options: [.append, .closeOnExec, .noFollow])
            try file.closeAfter {
                try file.writeAll(contents)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            throw StoreError(.unavailable, "write", path, error)
        }
    }

    /// Writes a file that was not there before; when that fails, it is not there afterwards.
    package static func writeTemporary(
        _ contents: [UInt8], _ path: FilePath, _ permissions: FilePermissions, isSynced: Bool
    ) throws {
        do {
            let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .closeOnExec, .noFollow]
            let file = try FileDescriptor.open(path, .writeOnly, options: options, permissions: permissions)
            try file.closeAfter {
                try file.writeAll(contents)
                guard !isSynced || fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            try? path.remove()
            throw StoreError(.unavailable, "write", path, error)
        }
    }
}
