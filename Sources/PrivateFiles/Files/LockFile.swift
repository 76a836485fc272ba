import Glibc
package import SystemPackage

import struct InviteDomain.StoreError

/// An exclusive `flock`, held until it is released or goes out of scope.
///
/// The lock is on a file of its own beside the data, which is never renamed and never removed: a lock on a file that
/// is replaced excludes nobody. The kernel drops it when the process dies, so none is ever stale. Opened for writing
/// (network file systems ask for that) and closed on exec (a child would keep it).
///
/// Waiting is one blocking call with a deadline, in the kernel's order of arrival; polling would starve some. The
/// deadline is an alarm for the whole process: only single-threaded programs may wait.
package struct LockFile: ~Copyable {
    private let descriptor: FileDescriptor

    private init(locked descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Waits for the lock at most until `patience` is over; not at all when that is zero.
    ///
    /// - Returns: nil when there is no such file and it was not to be created.
    /// - Throws: `StoreError`, of kind `busy` when the patience is over.
    package static func acquire(_ path: FilePath, creating: Bool, patience: Duration) throws -> LockFile? {
        var options: FileDescriptor.OpenOptions = [.closeOnExec, .noFollow]
        if creating { options.insert(.create) }
        let descriptor: FileDescriptor
        do {
            descriptor = try FileDescriptor.open(path, .readWrite, options: options, permissions: .ownerReadWrite)
        } catch Errno.noSuchFileOrDirectory where !creating {
            return nil
        } catch {
            throw StoreError(.unavailable, "open", path, error)
        }
        do {
            try lock(descriptor, path, patience: patience)
        } catch {
            try? descriptor.close()
            throw error
        }
        return LockFile(locked: descriptor)
    }

    /// Lets the next one in.
    package consuming func release() {}

    // Unlocking by name first: if some child had inherited the descriptor, closing alone would not let go.
    deinit {
        _ = flock(descriptor.rawValue, LOCK_UN)
        try? descriptor.close()
    }

    /// Waits for the lock of an open file.
    package static func lock(_ descriptor: FileDescriptor, _ path: FilePath, patience: Duration) throws {
        if flock(descriptor.rawValue, LOCK_EX | LOCK_NB) == 0 { return }
        guard Errno.now == .wouldBlock else { throw StoreError(.unavailable, "flock", path, Errno.now) }
        if patience <= .zero { throw busy(path, patience) }
        let deadline = ContinuousClock.now + patience
        Alarm.set(after: patience)
        defer { Alarm.cancel() }
        while flock(descriptor.rawValue, LOCK_EX) != 0 {
            guard Errno.now == .interrupted else { throw StoreError(.unavailable, "flock", path, Errno.now) }
            if ContinuousClock.now >= deadline { throw busy(path, patience) }
        }
    }

    private static func busy(_ path: FilePath, _ patience: Duration) -> StoreError {
        let holder = "see who holds it with 'lsof \(path)'"
        return StoreError(.busy, "the lock '\(path)' was not free within \(patience); \(holder)")
    }
}
