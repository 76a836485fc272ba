import CFastCGI
import Glibc

/// Serves FastCGI requests one after another, as the responder of FastCGI 1.0 that owns no socket: the supervisor opened
/// it and put it on descriptor 0.
///
/// Several processes may wait on one socket. Each accepts by itself and lets libfcgi only parse: so a request has to
/// arrive, and its answer to leave, within a time, and SIGTERM ends an idle process at once and a busy one after its
/// request. A connection that the web server asked to keep is kept and waited for together with the socket; it never
/// holds up anybody else.
///
/// Malformed input costs its own connection, except where libfcgi aborts the process: the supervisor starts another.
package final class ResponderLoop {
    private var connections: Connections
    private let responder: FastCGIResponder

    /// True if descriptor 0 is a listening socket, so that this process is to speak FastCGI and not CGI (FastCGI 1.0, 2.2).
    package static var isWanted: Bool {
        // Not libfcgi's own function, which takes SIGTERM for libfcgi: one that comes early would be lost.
        var (address, length) = (sockaddr(), socklen_t(MemoryLayout<sockaddr>.size))
        return unsafe getpeername(0, &address, &length) == -1 && errno == ENOTCONN
    }

    /// Takes over descriptor 0.
    package init(limits: Limits) throws(ResponderFailure) {
        // Before libfcgi, which leaves alone what somebody else listens to.
        let waitingMask = ShutdownSignal.install()
        guard FCGX_Init() == 0 else { throw ResponderFailure("FCGX_Init", errno) }
        signal(SIGPIPE, SIG_IGN)
        try TransferDeadline.install()
        connections = try Connections(listener: 0, waitingMask: waitingMask)
        responder = FastCGIResponder(limits: limits)
    }

    /// Why the loop ended.
    package enum End {
        /// By a signal.
        case asked
        /// The handler said that it goes no further.
        case lastReply
        /// The lookout saw what it looks for; the loop can be run again, and connections that are kept stay so.
        case seen
    }

    /// Serves until the process is asked to end, `handler` says that a reply is the last, or `lookout` sees something.
    ///
    /// - Throws: `ResponderFailure` when no connection can be accepted any more. Only whoever made the socket can mend
    ///   that, so the process should end with an error: its supervisor then says that there is something to mend.
    package func run(_ handler: some Handler, until lookout: Lookout? = nil) throws(ResponderFailure) -> End {
        let end = try serve(handler, lookout)
        if end != .seen { connections.closeAll() }
        return end
    }

    private func serve(_ handler: some Handler, _ lookout: Lookout?) throws(ResponderFailure) -> End {
        var lookout = lookout
        while true {
            if lookout?.look() == true { return .seen }
            switch try connections.next(atMost: lookout?.rest ?? -1) {
            case .asked: return .asked
            case .nothing: continue
            case .connection(let connection):
                let wait = connections.wait(answering: connection)
                let served = responder.serve(wait, handler, mayKeep: connections.haveRoom)
                if served.isKept { connections.keep(connection) }
                if served.isLast || !handler.tidy() { return .lastReply }
            }
        }
    }
}
