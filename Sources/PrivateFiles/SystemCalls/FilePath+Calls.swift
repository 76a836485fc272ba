import Glibc
package import SystemPackage

extension FilePath {
    /// The call is `rename`.
    package func rename(to target: FilePath) throws(Errno) {
        try Errno.check(
            unsafe withPlatformString { old in unsafe target.withPlatformString { unsafe Glibc.rename(old, $0) } })
    }

    /// The call is `mkdir`.
    package func makeDirectory(mode: FilePermissions) throws(Errno) {
        try Errno.check(unsafe withPlatformString { unsafe mkdir($0, mode.rawValue) })
    }

    /// Gives the file a second name; `EEXIST` if that is taken.
    ///
    /// The call is `link`.
    package func link(as other: FilePath) throws(Errno) {
        try Errno.check(
            unsafe withPlatformString { old in unsafe other.withPlatformString { unsafe Glibc.link(old, $0) } })
    }

    /// The call is `unlink`.
    package func remove() throws(Errno) {
        try Errno.check(unsafe withPlatformString { unsafe unlink($0) })
    }

    /// The names in a directory, but for its own and its parent's.
    ///
    /// The call is `readdir`.
    package func directoryEntries() throws(Errno) -> [String] {
        guard let stream = unsafe withPlatformString({ unsafe opendir($0) }) else { throw .now }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
                unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
            }
            if name != ".", name != ".." { names.append(name) }
            errno = 0
        }
        guard errno == 0 else { throw .now }
        return names
    }
}
