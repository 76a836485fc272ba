import CFastCGI
import Glibc

/// Waiting in the middle of a request, for something else than the web server.
///
/// It ends early when the process is to end, when the web server has closed the connection, and when another request would
/// have to wait for this process: one on a kept connection, or one on the listening socket that no other process takes.
package struct RequestWait {
    /// On which the answer is to go.
    let connection: CInt
    /// The epoll instance of all others.
    let others: CInt
    let waitingMask: sigset_t

    /// How long other processes have for what comes, in milliseconds.
    private static let grace: CInt = 200

    /// Waits until something can be read from a descriptor; false if it ends before.
    package func callAsFunction(for descriptor: CInt, until end: ContinuousClock.Instant) -> Bool {
        let set = epoll_create1(CInt(EPOLL_CLOEXEC))
        // Where there are no descriptors left, nobody waits.
        guard set >= 0 else { return false }
        defer { close(set) }
        let once = EPOLLIN.rawValue | EPOLLONESHOT.rawValue
        guard control(set, EPOLL_CTL_ADD, descriptor, EPOLLIN.rawValue), control(set, EPOLL_CTL_ADD, connection, 0),
            control(set, EPOLL_CTL_ADD, others, once)
        else { return false }
        var othersWait = false
        while true {
            let rest = CInt(max(0, ((end - .now) / .milliseconds(1)).rounded(.up)))
            let ready = next(set, atMost: othersWait ? min(rest, Self.grace) : rest)
            if ShutdownSignal.isRequested || ShutdownSignal.isPending { return false }
            switch ready {
            case descriptor: return true
            case connection: return false
            case others: othersWait = true
            case nil where othersWait:
                if canRead(others) { return false }
                othersWait = false
                if !control(set, EPOLL_CTL_MOD, others, once) { return false }
            default: if ContinuousClock.now >= end { return false }
            }
        }
    }

    /// The descriptor on which something has come; nil for none in that time, or a signal.
    private func next(_ set: CInt, atMost milliseconds: CInt) -> CInt? {
        var (event, mask) = (unsafe epoll_event(), waitingMask)
        return unsafe epoll_pwait(set, &event, 1, milliseconds, &mask) == 1 ? unsafe event.data.fd : nil
    }

    private func canRead(_ descriptor: CInt) -> Bool {
        var look = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&look, 1, 0) == 1
    }

    private func control(_ set: CInt, _ operation: CInt, _ descriptor: CInt, _ events: UInt32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.fd = descriptor
        return unsafe epoll_ctl(set, operation, descriptor, &event) == 0
    }
}
