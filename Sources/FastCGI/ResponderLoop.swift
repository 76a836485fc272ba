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
@safe package final class ResponderLoop {
    private let limits: Limits
    private let listener: CInt = 0
    private let poll: CInt
    private let request: UnsafeMutablePointer<FCGX_Request>
    private var waitingMask: sigset_t
    /// Idle connections that the web server wants to go on using.
    private var kept: Set<CInt> = []

    /// Where libfcgi puts parts of a body.
    private var chunk = [CChar](repeating: 0, count: 8192)

    /// More than nginx keeps by any sensible setting; beyond, connections are closed after their request.
    private static let keptLimit = 64

    /// What a web server wants of a program that answers requests, by FastCGI's number.
    private static let responder: CInt = 1

    /// True if descriptor 0 is a listening socket, so that this process is to speak FastCGI and not CGI.
    package static var isWanted: Bool { FCGX_IsCGI() == 0 }

    /// Takes over descriptor 0.
    package init(limits: Limits) throws(SetUpFailure) {
        self.limits = limits
        guard FCGX_Init() == 0 else { throw SetUpFailure("FCGX_Init", errno) }
        signal(SIGPIPE, SIG_IGN)
        try TransferDeadline.install()
        waitingMask = ShutdownSignal.install()
        unsafe request = .allocate(capacity: 1)
        // listen_sock -1: libfcgi never accepts by itself, a second connection within FCGX_Accept_r fails instead.
        unsafe FCGX_InitRequest(request, -1, 0)
        _ = fcntl(listener, F_SETFL, fcntl(listener, F_GETFL) | O_NONBLOCK)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        poll = epoll_create1(CInt(EPOLL_CLOEXEC))
        guard poll >= 0 else { throw SetUpFailure("epoll_create1", errno) }
        // Exclusive: a new connection wakes one of the processes, not all.
        guard watch(listener, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue) else {
            throw SetUpFailure("epoll_ctl", errno)
        }
    }

    deinit {
        unsafe request.deallocate()
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
    package func run(_ handler: some Handler, until lookout: Lookout? = nil) -> End {
        let end = serve(handler, lookout)
        if end != .seen { for connection in kept { close(connection) } }
        return end
    }

    private func serve(_ handler: some Handler, _ lookout: Lookout?) -> End {
        var lookout = lookout
        while true {
            if lookout?.look() == true { return .seen }
            switch wait(atMost: lookout?.rest ?? -1) {
            case .asked: return .asked
            case .nothing: continue
            case .ready(let ready):
                guard let connection = ready == listener ? accept() : take(ready) else { continue }
                if serve(connection, handler) || !handler.tidy() { return .lastReply }
            }
        }
    }

    /// What came of waiting.
    private enum Event {
        /// There is something to do with this descriptor.
        case ready(CInt)
        case nothing
        /// The process is to end.
        case asked
    }

    /// Waits for something to do, at most so many milliseconds; -1 for ever.
    ///
    /// Also between two requests of a busy process: only here are signals let in.
    private func wait(atMost milliseconds: CInt) -> Event {
        while true {
            var event = unsafe epoll_event()
            let count = unsafe epoll_pwait(poll, &event, 1, milliseconds, &waitingMask)
            if ShutdownSignal.isRequested || ShutdownSignal.isPending { return .asked }
            if count == 1 { return unsafe .ready(event.data.fd) }
            if count == 0 { return .nothing }
            precondition(errno == EINTR, "epoll_pwait refuses its own descriptor")
        }
    }

    /// A new connection, nil when another process was faster or it was gone again.
    private func accept() -> CInt? {
        let connection = accept4(listener, nil, nil, CInt(SOCK_CLOEXEC.rawValue))
        guard connection >= 0 else {
            // Out of descriptors or memory: others may give some back, and trying at full speed would help nobody.
            if [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(errno) { usleep(20_000) }
            return nil
        }
        return connection
    }

    /// A kept connection on which something came.
    private func take(_ connection: CInt) -> CInt {
        kept.remove(connection)
        epoll_ctl(poll, EPOLL_CTL_DEL, connection, nil)
        return connection
    }

    /// Serves one request on `connection` and keeps or closes it; true if the reply was the last.
    private func serve(_ connection: CInt, _ handler: some Handler) -> Bool {
        TransferDeadline.begin(on: connection, seconds: limits.seconds)
        defer { TransferDeadline.finish() }
        unsafe request.pointee.ipcFd = connection
        // Or the FCGX_Finish_r inside FCGX_Accept_r would close what we have just accepted.
        unsafe request.pointee.keepConnection = 1
        // Closing then does not wait for the web server to close first.
        unsafe FCGX_Detach(request)
        // Reads BEGIN_REQUEST and PARAMS; when that fails, the connection is closed already.
        guard unsafe FCGX_Accept_r(request) == 0 else { return false }
        guard unsafe request.pointee.role == Self.responder else {
            refuseRole(on: connection, handler)
            return false
        }
        defer { finish() }
        let variables = unsafe CGIVariables(environment: request.pointee.envp)
        // Parameters that were cut off would otherwise pass for a request with fewer of them.
        guard unsafe FCGX_GetError(request.pointee.in) == 0 else {
            unsafe request.pointee.keepConnection = 0
            return false
        }
        let reply = handler.reply(to: variables) { () throws(RequestFault) in
            // What is done with a request takes the time it takes.
            defer { TransferDeadline.finish() }
            return try body(variables)
        }
        if reply.isLast { unsafe request.pointee.keepConnection = 0 }
        TransferDeadline.begin(on: connection, seconds: limits.seconds)
        let bytes = reply.bytes(answering: variables["REQUEST_METHOD"])
        send(bytes.head)
        send(bytes.body)
        return reply.isLast
    }

    /// The body, read to its end, also when it is refused.
    ///
    /// A kept connection needs that; and one that is closed with some of its input unread is reset, whereupon a web server
    /// that is still writing may lose the answer. How much comes is the web server's to limit, and how long it takes ours.
    private func body(_ variables: CGIVariables) throws(RequestFault) -> [UInt8] {
        do throws(RequestFault) {
            guard variables.isWithin(limits.variables) else { throw .variablesTooLarge }
            let announced = try AnnouncedBody(variables, limit: limits.body)
            let body = unsafe read(upTo: limits.body + 1, from: request.pointee.in)
            guard unsafe FCGX_GetError(request.pointee.in) == 0 else { throw .incomplete }
            guard body.count <= limits.body else { throw .bodyTooLarge }
            try announced.check(body)
            return body
        } catch {
            // A stream that broke off has no place where the next request begins.
            unsafe request.pointee.keepConnection = 0
            unsafe forgetRest(of: request.pointee.in)
            throw error
        }
    }

    private func read(upTo limit: Int, from stream: UnsafeMutablePointer<FCGX_Stream>?) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(chunk.count, limit - bytes.count)
            let count = Int(unsafe FCGX_GetStr(&chunk, CInt(wanted), stream))
            bytes.append(contentsOf: chunk[..<count].lazy.map { UInt8(bitPattern: $0) })
            if count < wanted { break }
        }
        return bytes
    }

    /// Reads to the end of a stream, or until there is no more to be had.
    private func forgetRest(of stream: UnsafeMutablePointer<FCGX_Stream>?) {
        while unsafe FCGX_GetStr(&chunk, CInt(chunk.count), stream) == chunk.count {}
    }

    /// Says that this program has no such role (FastCGI 1.0, 5.5), and closes the connection: an authorizer's "200" would
    /// let somebody in, and whatever is asked for is not to be carried out on the way.
    private func refuseRole(on connection: CInt, _ handler: some Handler) {
        let id = unsafe request.pointee.requestId
        let number = [UInt8(truncatingIfNeeded: id >> 8), UInt8(truncatingIfNeeded: id)]
        // FCGI_END_REQUEST with FCGI_UNKNOWN_ROLE, which libfcgi never says.
        let record: [UInt8] = [1, 3] + number + [0, 8, 0, 0] + [0, 0, 0, 0, 3, 0, 0, 0]
        _ = unsafe record.withUnsafeBytes { unsafe Glibc.write(connection, $0.baseAddress, $0.count) }
        let variables = unsafe CGIVariables(environment: request.pointee.envp)
        // For the log; a responder's answer is not what was asked for.
        _ = handler.refuse(.role, variables)
        // Closing then waits until the web server has read it and closes first.
        unsafe FCGX_Attach(request)
        // Not FCGX_Finish_r, which would say that all is well.
        unsafe FCGX_Free(request, 1)
    }

    private func send(_ bytes: [UInt8]) {
        // A web server that has gone away gets no answer; there is nobody to tell.
        unsafe bytes.withUnsafeBytes { buffer in
            _ = unsafe FCGX_PutStr(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(buffer.count), request.pointee.out)
        }
    }

    /// Ends the request and closes the connection, or goes on watching it.
    private func finish() {
        if kept.count >= Self.keptLimit { unsafe request.pointee.keepConnection = 0 }
        unsafe FCGX_Finish_r(request)
        let connection = unsafe request.pointee.ipcFd
        guard connection >= 0 else { return }
        unsafe request.pointee.ipcFd = -1
        if watch(connection, EPOLLIN.rawValue) { kept.insert(connection) } else { close(connection) }
    }

    private func watch(_ descriptor: CInt, _ events: UInt32) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events
        unsafe event.data.fd = descriptor
        return unsafe epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) == 0
    }
}
