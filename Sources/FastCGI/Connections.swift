import CFastCGI
import Glibc

/// The connections of web servers: new ones at a listening socket, and idle ones that are kept for further requests.
///
/// Calling sequence: `next` waits for a connection on which a request comes. From then on it is the caller's, to close or
/// to give back with `keep`.
struct Connections {
    private let listener: CInt
    private let poll: CInt
    private var waitingMask: sigset_t
    private var kept: Set<CInt> = []

    /// More than nginx keeps by any sensible setting; beyond, connections are closed after their request.
    private static let keptLimit = 64

    /// Watches a listening socket, which other processes may watch too.
    ///
    /// - Parameters:
    ///   - listener: the socket's descriptor; a child does not inherit it.
    ///   - waitingMask: the signals that are blocked also while waiting.
    /// - Throws: `ResponderFailure`, also for a descriptor that cannot be made non-blocking.
    init(listener: CInt, waitingMask: sigset_t) throws(ResponderFailure) {
        self.listener = listener
        self.waitingMask = waitingMask
        // A blocking listener would hold up, in accept4, a process that another was faster than, and SIGTERM with it.
        let flags = fcntl(listener, F_GETFL)
        guard flags >= 0, fcntl(listener, F_SETFL, flags | O_NONBLOCK) == 0, fcntl(listener, F_SETFD, FD_CLOEXEC) == 0
        else { throw ResponderFailure("fcntl", errno) }
        poll = epoll_create1(CInt(EPOLL_CLOEXEC))
        guard poll >= 0 else { throw ResponderFailure("epoll_create1", errno) }
        // Exclusive: a new connection wakes one of the processes, not all.
        guard watch(listener, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue) else {
            throw ResponderFailure("epoll_ctl", errno)
        }
    }

    /// What came of waiting.
    enum Event {
        /// Something came on this connection, or it is new.
        case connection(CInt)
        case nothing
        /// The process is to end.
        case asked
    }

    /// Waits for a connection with a request, at most so many milliseconds; -1 for ever.
    ///
    /// Also between two requests of a busy process: only here are signals let in.
    mutating func next(atMost milliseconds: CInt) throws(ResponderFailure) -> Event {
        while true {
            var event = unsafe epoll_event()
            let count = unsafe epoll_pwait(poll, &event, 1, milliseconds, &waitingMask)
            if ShutdownSignal.isRequested || ShutdownSignal.isPending { return .asked }
            if count == 1 {
                let ready = unsafe event.data.fd
                return ready == listener ? try accept() : .connection(take(ready))
            }
            if count == 0 { return .nothing }
            precondition(errno == EINTR, "epoll_pwait refuses its own descriptor")
        }
    }

    /// Accepts a connection.
    ///
    /// - Returns: the connection; nothing when another process was faster or it was gone again.
    /// - Throws: `ResponderFailure` for a socket that somebody has shut down, and for any other error that may last:
    ///   trying again would fail at full speed and without a word.
    private func accept() throws(ResponderFailure) -> Event {
        let connection = accept4(listener, nil, nil, CInt(SOCK_CLOEXEC.rawValue))
        if connection >= 0 { return .connection(connection) }
        switch errno {
        case EINTR: return .nothing
        case EAGAIN where !isShutDown: return .nothing
        // Linux says the first for ever of a Unix socket that is shut down, the second of any other.
        case EAGAIN, EINVAL: throw ResponderFailure("the listening socket was shut down")
        // What went wrong with one connection before it was accepted, and took it away (accept(2)). EOPNOTSUPP is not
        // among them: a socket that is no stream has that for ever.
        case ECONNABORTED, EPERM, EPROTO, ENOPROTOOPT, ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ENONET:
            return .nothing
        // Others may give some back, and trying at full speed would help nobody.
        case EMFILE, ENFILE, ENOMEM, ENOBUFS:
            usleep(20_000)
            return .nothing
        case let code: throw ResponderFailure("accept4 on the listening socket", code)
        }
    }

    /// True if no connection can come any more: epoll does not tell it of a socket that is shut down for reading alone.
    private var isShutDown: Bool {
        // Glibc has poll's own name for it, with the same value, for GNU sources only.
        let hangUp = Int16(EPOLLRDHUP.rawValue)
        var look = pollfd(fd: listener, events: hangUp, revents: 0)
        return unsafe Glibc.poll(&look, 1, 0) == 1 && look.revents & hangUp != 0
    }

    /// A kept connection on which something came.
    private mutating func take(_ connection: CInt) -> CInt {
        kept.remove(connection)
        epoll_ctl(poll, EPOLL_CTL_DEL, connection, nil)
        return connection
    }

    /// What waits in the middle of a request on this connection.
    func wait(answering connection: CInt) -> RequestWait {
        RequestWait(connection: connection, others: poll, waitingMask: waitingMask)
    }

    /// True if another connection can be kept.
    var haveRoom: Bool { kept.count < Self.keptLimit }

    /// Goes on watching a connection, or closes it where that cannot be.
    mutating func keep(_ connection: CInt) {
        if watch(connection, EPOLLIN.rawValue) { kept.insert(connection) } else { close(connection) }
    }

    /// Closes the idle connections.
    mutating func closeAll() {
        for connection in kept { close(connection) }
        kept = []
    }

    private func watch(_ descriptor: CInt, _ events: UInt32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.fd = descriptor
        return unsafe epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0
    }
}
