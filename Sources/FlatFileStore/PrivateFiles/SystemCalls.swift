import CLinux
import Glibc
package import InviteDomain
package import SystemPackage

// The kernel calls of the store and of invitectl that neither swift-system nor a safe Glibc function offers. Each is the
// call and nothing else; what it is good for is said where it is used. This is the only file of both with pointers.

extension FileDescriptor {
    /// Up to `count` bytes from `offset` on, fewer at the end of the file.
    ///
    /// The call is `pread`.
    func bytes(at offset: Int64, count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let read = unsafe try read(fromAbsoluteOffset: offset + Int64(filled), into: rest)
                if read == 0 { break }
                filled += read
            }
        }
    }

    /// Waits until nobody reads any more what is written here; false when the patience is over before.
    ///
    /// The call is `poll`.
    package func losesReader(within patience: Duration) -> Bool {
        var request = pollfd(fd: rawValue, events: 0, revents: 0)
        let (seconds, attoseconds) = patience.components
        return unsafe poll(&request, 1, CInt(seconds) * 1000 + CInt(attoseconds / 1_000_000_000_000_000)) > 0
    }

    /// How wide the terminal is, nil where there is none or it does not know.
    ///
    /// The call is `ioctl`.
    package var terminalColumns: Int? {
        let columns = terminal_columns(rawValue)
        return columns > 0 ? Int(columns) : nil
    }

    /// Writes all of these bytes, however often that takes asking.
    ///
    /// The call is `write`. That of swift-system for bytes of any kind costs a process its first time as much as some
    /// hundred system calls.
    package func writeAll(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            written += try unsafe bytes.withUnsafeBytes {
                try unsafe write(UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
        }
    }

    /// The next bytes, at most `count`; none at the end.
    ///
    /// The call is `read`.
    package func nextBytes(count: Int) throws -> [UInt8] {
        try unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = unsafe try read(into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    /// Opens what has that name in this open folder.
    ///
    /// The call is `openat`.
    func open(_ name: FilePath, _ mode: AccessMode, _ options: OpenOptions) throws(Errno) -> FileDescriptor {
        let flags = mode.rawValue | options.rawValue
        let file = unsafe name.withPlatformString { unsafe openat(rawValue, $0, flags) }
        guard file >= 0 else { throw Errno(rawValue: errno) }
        return FileDescriptor(rawValue: file)
    }

    /// Which file this is, as long as there is a file under that number that was made then.
    ///
    /// The call is `statx`.
    func identity(inode: UInt64) -> FileIdentity { FileIdentity(inode: inode, birth: file_birth(rawValue)) }

    /// The call is `syncfs`.
    func syncFileSystem() throws(Errno) {
        try check(syncfs(rawValue))
    }
}

extension [UInt8] {
    /// Where `byte` comes first from `start` on, nil if it does not.
    ///
    /// The call is `memchr`: ledgers are searched line by line.
    func firstIndex(of byte: UInt8, from start: Int) -> Int? {
        unsafe withUnsafeBytes { bytes in
            guard start < bytes.count, let base = bytes.baseAddress,
                let found = unsafe memchr(base + start, CInt(byte), bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    /// True if `text` stands at `position`.
    ///
    /// The call is `memcmp`.
    func holds(_ text: [UInt8], at position: Int) -> Bool {
        guard position >= 0, count - position >= text.count else { return false }
        return unsafe withUnsafeBytes { bytes in
            unsafe text.withUnsafeBytes { text in
                guard let base = bytes.baseAddress, let wanted = text.baseAddress else { return unsafe text.isEmpty }
                return unsafe memcmp(base + position, wanted, text.count) == 0
            }
        }
    }
}

/// Whole numbers in a file that all processes see at once.
///
/// The calls are `mmap` and `munmap`.
@safe final class SharedWords {
    private let base: UnsafeMutableRawPointer
    private let length: Int

    /// Maps the first `count` words of an open file, which is at least so long.
    init(_ file: FileDescriptor, count: Int) throws(Errno) {
        length = count * 8
        let flags = PROT_READ | PROT_WRITE
        guard let address = unsafe mmap(nil, length, flags, MAP_SHARED, file.rawValue, 0), unsafe address != MAP_FAILED
        else { throw Errno(rawValue: errno) }
        unsafe base = address
    }

    deinit {
        unsafe munmap(base, length)
    }

    subscript(index: Int) -> Int64 {
        get {
            precondition(index >= 0 && index < length / 8, "a word lies inside its file")
            return unsafe base.load(fromByteOffset: index * 8, as: Int64.self)
        }
        set {
            precondition(index >= 0 && index < length / 8, "a word lies inside its file")
            unsafe base.storeBytes(of: newValue, toByteOffset: index * 8, as: Int64.self)
        }
    }
}

extension FilePath {
    /// The call is `rename`.
    func rename(to target: FilePath) throws(Errno) {
        try check(
            unsafe withPlatformString { old in unsafe target.withPlatformString { unsafe Glibc.rename(old, $0) } })
    }

    /// The call is `mkdir`.
    func makeDirectory(mode: FilePermissions) throws(Errno) {
        try check(unsafe withPlatformString { unsafe mkdir($0, mode.rawValue) })
    }

    /// Gives the file a second name; `EEXIST` if that is taken.
    ///
    /// The call is `link`.
    func link(as other: FilePath) throws(Errno) {
        try check(unsafe withPlatformString { old in unsafe other.withPlatformString { unsafe Glibc.link(old, $0) } })
    }

    /// The call is `unlink`.
    func remove() throws(Errno) {
        try check(unsafe withPlatformString { unsafe unlink($0) })
    }

    /// What there is to know of the disk that this is on.
    ///
    /// The call is `statvfs`.
    func diskFacts() throws(Errno) -> DiskFacts {
        var facts = statvfs()
        try check(unsafe withPlatformString { unsafe statvfs($0, &facts) })
        // What is kept back for root is no room for anybody else.
        let blocks = geteuid() == 0 ? facts.f_bfree : facts.f_bavail
        let free = UInt64(blocks).multipliedReportingOverflow(by: UInt64(facts.f_frsize))
        return DiskFacts(
            isReadOnly: facts.f_flag & UInt(ST_RDONLY) != 0,
            freeBytes: free.overflow ? .max : free.partialValue,
            hasFreeFiles: facts.f_files == 0 || facts.f_ffree > 0)
    }

    /// The names in a directory, but for its own and its parent's.
    ///
    /// The call is `readdir`.
    func directoryEntries() throws(Errno) -> [String] {
        guard let stream = unsafe withPlatformString({ unsafe opendir($0) }) else { throw Errno(rawValue: errno) }
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
        guard errno == 0 else { throw Errno(rawValue: errno) }
        return names
    }
}

/// A disk, as far as writing goes.
struct DiskFacts {
    let isReadOnly: Bool
    let freeBytes: UInt64
    /// True also where files are not counted.
    let hasFreeFiles: Bool
}

extension FileDescriptor.OpenOptions {
    /// With a folder's path: a file without a name in it, `O_TMPFILE`, which is a macro that Swift does not see.
    static let nameless = Self(rawValue: 0o20_000_000 | Glibc.O_DIRECTORY)
}

extension Timestamp {
    /// What the wall clock shows.
    ///
    /// The call is `clock_gettime`.
    package static func now() -> Timestamp {
        var time = timespec()
        precondition(unsafe clock_gettime(CLOCK_REALTIME, &time) == 0, "the wall clock cannot be read")
        return Timestamp(time)
    }

    init(_ time: timespec) {
        self.init(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// Interrupts blocking calls of this process from some moment on, with SIGALRM.
///
/// The signal is sent again and again until the alarm is cancelled: one that comes between two calls is lost on both.
enum Alarm {
    static func set(after delay: Duration) {
        _ = handlerIsInstalled
        setTimer(first: delay, again: .milliseconds(20))
    }

    static func cancel() {
        setTimer(first: .zero, again: .zero)
    }

    /// A handler that does nothing, and no SA_RESTART: so the call in progress fails with EINTR.
    private static let handlerIsInstalled: Bool = {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in }
        return unsafe sigaction(SIGALRM, &action, nil) == 0
    }()

    private static func setTimer(first: Duration, again: Duration) {
        var timer = itimerval(it_interval: timeval(again), it_value: timeval(first))
        precondition(
            unsafe setitimer(CInt(ITIMER_REAL.rawValue), &timer, nil) == 0, "setitimer refuses a plain duration")
    }
}

extension timeval {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}

private func check(_ result: CInt) throws(Errno) {
    guard result == 0 else { throw Errno(rawValue: errno) }
}

/// As whom this process acts.
///
/// The calls are `setgroups`, `setegid` and `seteuid`; all of them need that it was root who started it.
enum ProcessIdentity {
    static func act(asUser user: uid_t, group: gid_t) throws(Errno) {
        // Only root may change groups, so it is root again in between.
        try check(seteuid(getuid()))
        try check(unsafe withUnsafePointer(to: group) { unsafe setgroups(1, $0) })
        try check(setegid(group))
        try check(seteuid(user))
    }
}
