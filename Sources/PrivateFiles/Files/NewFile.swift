import Glibc
package import SystemPackage

/// A file of the operator's, beside the state, that was not there before and that nobody else may read.
package enum NewFile {
    /// Writes it, durably; when that fails, it is not there afterwards.
    ///
    /// - Throws: `Errno`; `fileExists` when there is one of that name, which is left as it is.
    package static func write(_ contents: [UInt8], to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        do {
            try file.closeAfter {
                try file.writeAll(contents)
                guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
            }
        } catch {
            try? path.remove()
            throw error
        }
    }

    /// True if there is something of that name, whatever it is.
    package static func exists(_ path: FilePath) -> Bool {
        do {
            _ = try Stat(path, followTargetSymlink: false)
            return true
        } catch {
            return false
        }
    }

    /// Takes it away again.
    package static func remove(_ path: FilePath) {
        // What cannot be removed is one file too many, and nothing worse.
        try? path.remove()
    }
}
