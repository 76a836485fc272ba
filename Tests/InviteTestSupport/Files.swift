package import Glibc
import PrivateFiles
package import SystemPackage

// Files as a test puts them there, past every rule of the store.

package func contents(of path: FilePath) throws -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    return try file.closeAfter { try file.bytes(at: 0, count: 1 << 20) }
}

package func write(_ bytes: [UInt8], to path: FilePath) throws {
    let options: FileDescriptor.OpenOptions = [.create, .truncate]
    let file = try FileDescriptor.open(path, .writeOnly, options: options, permissions: .ownerReadWrite)
    _ = try file.closeAfter { try file.writeAll(bytes) }
}

package func setMode(_ path: FilePath, _ mode: mode_t) throws {
    guard unsafe path.withPlatformString({ unsafe chmod($0, mode) }) == 0 else { throw Errno(rawValue: errno) }
}

/// Makes a file look as if it had been written some hours ago.
package func setTime(_ path: FilePath, hoursAgo hours: Int) throws {
    let moment = timeval(tv_sec: time(nil) - hours * 3600, tv_usec: 0)
    let result = unsafe path.withPlatformString { unsafe utimes($0, [moment, moment]) }
    guard result == 0 else { throw Errno(rawValue: errno) }
}

package func symlink(_ path: FilePath, to target: FilePath) throws {
    let result = unsafe path.withPlatformString { link in
        unsafe target.withPlatformString { unsafe Glibc.symlink($0, link) }
    }
    guard result == 0 else { throw Errno(rawValue: errno) }
}

package func makePipe(_ path: FilePath) throws {
    guard unsafe path.withPlatformString({ unsafe mkfifo($0, 0o600) }) == 0 else { throw Errno(rawValue: errno) }
}

/// True if the file was free and is locked now.
package func tryLock(_ descriptor: FileDescriptor) -> Bool {
    flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0
}

/// Lets no file of this process grow beyond so many bytes; nil: as before.
package func limitFiles(to size: Int64?) throws {
    signal(SIGXFSZ, SIG_IGN)
    // RLIM_INFINITY, which no integer of Swift holds as C writes it.
    let unlimited = rlim_t.max
    var limit = rlimit(rlim_cur: size.map { rlim_t($0) } ?? unlimited, rlim_max: unlimited)
    guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else {
        throw Errno(rawValue: errno)
    }
}
