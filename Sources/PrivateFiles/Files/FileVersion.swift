import Glibc
package import SystemPackage

package import struct InviteDomain.Timestamp

/// Which contents a file has, and whose it is, as far as the kernel tells: while this is the same, so are they.
///
/// The kernel's clock goes in steps of some milliseconds, and within one step a file can be written over twice and look the
/// same. Of a file to which that may happen, only what was settled when it was read is to be remembered.
package struct FileVersion: Equatable {
    private let inode: UInt64
    private let size: Int64
    private let mode: FileMode
    private let owner: SystemPackage.UserID
    private let modified: Moment
    private let changed: Moment

    private struct Moment: Equatable {
        let seconds: Int
        let nanoseconds: Int
    }

    package init(_ facts: Stat) {
        inode = UInt64(facts.inode.rawValue)
        size = facts.size
        mode = facts.mode
        owner = facts.userID
        modified = Moment(seconds: facts.st_mtim.tv_sec, nanoseconds: facts.st_mtim.tv_nsec)
        changed = Moment(seconds: facts.st_ctim.tv_sec, nanoseconds: facts.st_ctim.tv_nsec)
    }

    /// True if whatever changes the file from `now` on changes this too.
    package func isSettled(at now: Timestamp) -> Bool {
        Timestamp(milliseconds: Int64(changed.seconds) * 1000).adding(seconds: 2) < now
    }
}
