import CLinux
import Glibc
package import SystemPackage

extension FileDescriptor {
    /// Opens what has that name in this open folder.
    ///
    /// The call is `openat`.
    func open(_ name: FilePath, _ mode: AccessMode, _ options: OpenOptions) throws(Errno) -> FileDescriptor {
        let flags = mode.rawValue | options.rawValue
        let file = unsafe name.withPlatformString { unsafe openat(rawValue, $0, flags) }
        guard file >= 0 else { throw .now }
        return FileDescriptor(rawValue: file)
    }

    /// Which file this is, as long as there is a file under that number that was made then.
    ///
    /// The call is `statx`.
    package func identity(inode: UInt64) -> FileIdentity { FileIdentity(inode: inode, birth: file_birth(rawValue)) }

    /// The call is `syncfs`.
    func syncFileSystem() throws(Errno) {
        try Errno.check(syncfs(rawValue))
    }
}

extension FileDescriptor.OpenOptions {
    /// With a folder's path: a file without a name in it, `O_TMPFILE`, which is a macro that Swift does not see.
    package static let nameless = Self(rawValue: 0o20_000_000 | Glibc.O_DIRECTORY)
}
