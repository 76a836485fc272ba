import Glibc
import SystemPackage

/// As whom this process acts.
///
/// The calls are `setgroups`, `setegid` and `seteuid`; all of them need that it was root who started it.
enum ProcessIdentity {
    static func act(asUser user: uid_t, group: gid_t) throws(Errno) {
        // Only root may change groups, so it is root again in between.
        try Errno.check(seteuid(getuid()))
        try Errno.check(unsafe withUnsafePointer(to: group) { unsafe setgroups(1, $0) })
        try Errno.check(setegid(group))
        try Errno.check(seteuid(user))
    }
}
