import Glibc
package import SystemPackage

import struct InviteDomain.StoreError

/// Tells which files of a folder are written, or get their names, from some moment on.
///
/// The calls are `inotify_init1` and `inotify_add_watch`.
package final class FolderWatch {
    /// Can be read when there are changes.
    package let descriptor: FileDescriptor
    private let path: FilePath

    package init(_ path: FilePath) throws {
        self.path = path
        let descriptor = inotify_init1(CInt(IN_CLOEXEC) | CInt(IN_NONBLOCK))
        guard descriptor >= 0 else { throw StoreError(.unavailable, "inotify_init1 for", path, Errno.now) }
        self.descriptor = FileDescriptor(rawValue: descriptor)
        let events = UInt32(IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_ONLYDIR)
        guard unsafe path.withPlatformString({ unsafe inotify_add_watch(descriptor, $0, events) }) >= 0 else {
            // Thrown before the end of the initializer, so `deinit` does not come.
            let error = Errno.now
            try? self.descriptor.close()
            throw StoreError(.unavailable, "inotify_add_watch", path, error)
        }
    }

    deinit {
        try? descriptor.close()
    }

    /// The names of files that have changed since the last call; nil when so much has that the kernel has lost count.
    package func changes() throws -> Set<String>? {
        var names: Set<String> = []
        var isWhole = true
        while true {
            let bytes: [UInt8]
            do {
                bytes = try descriptor.nextBytes(count: 1 << 16)
            } catch Errno.wouldBlock {
                return isWhole ? names : nil
            } catch {
                throw StoreError(.unavailable, "read", path, error)
            }
            var start = 0
            while start + 16 <= bytes.count {
                let (mask, length) = (Self.word(bytes, start + 4), Int(Self.word(bytes, start + 12)))
                // The queue was full; or the folder is another one now.
                if mask & UInt32(IN_Q_OVERFLOW | IN_IGNORED | IN_UNMOUNT) != 0 { isWhole = false }
                let name = bytes[min(start + 16, bytes.count)..<min(start + 16 + length, bytes.count)]
                if length > 0 { names.insert(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)) }
                start += 16 + length
            }
        }
    }

    /// A number of `struct inotify_event`.
    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        unsafe bytes[start..<start + 4].withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt32.self) }
    }
}
