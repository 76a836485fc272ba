package import Glibc

package import struct InviteDomain.Timestamp

extension Timestamp {
    /// What the wall clock shows.
    ///
    /// The call is `clock_gettime`.
    package static func now() -> Timestamp {
        var time = timespec()
        precondition(unsafe clock_gettime(CLOCK_REALTIME, &time) == 0, "the wall clock cannot be read")
        return Timestamp(time)
    }

    package init(_ time: timespec) {
        self.init(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
    }
}
