import CFastCGI
import Glibc

/// Serves requests of FastCGI one at a time, on connections that are given to it: libfcgi parses and writes the records.
@safe final class FastCGIResponder {
    private let limits: Limits
    private let request: UnsafeMutablePointer<FCGX_Request>

    /// The part of a body that libfcgi has read last.
    private var chunk = [CChar](repeating: 0, count: 8192)

    /// FastCGI's number for the role of a program that answers requests (FastCGI 1.0, 6).
    private static let responder: CInt = 1

    /// To be made once, after `FCGX_Init`.
    init(limits: Limits) {
        self.limits = limits
        unsafe request = .allocate(capacity: 1)
        // listen_sock -1: libfcgi never accepts by itself, a second connection within FCGX_Accept_r fails instead.
        unsafe FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe request.deallocate()
    }

    /// What became of a request.
    struct Served {
        /// The reply was the last that the process gives.
        var isLast = false
        /// The connection is left open for further requests; otherwise it is closed.
        var isKept = false
    }

    /// Serves one request on the connection of `wait`, within the time for it, and closes the connection unless the web server asked to
    /// keep it and `mayKeep` allows that.
    func serve(_ wait: RequestWait, _ handler: some Handler, mayKeep: Bool) -> Served {
        let connection = wait.connection
        TransferDeadline.begin(on: connection, seconds: limits.seconds)
        defer { TransferDeadline.finish() }
        unsafe request.pointee.ipcFd = connection
        // Or the FCGX_Finish_r inside FCGX_Accept_r would close what we have just accepted.
        unsafe request.pointee.keepConnection = 1
        // Closing then does not wait for the web server to close first.
        unsafe FCGX_Detach(request)
        // Reads BEGIN_REQUEST and PARAMS; when that fails, the connection is closed already.
        guard unsafe FCGX_Accept_r(request) == 0 else { return Served() }
        guard unsafe request.pointee.role == Self.responder else {
            refuseRole(on: connection, handler)
            return Served()
        }
        let isLast = answer(wait, handler)
        if !mayKeep { unsafe request.pointee.keepConnection = 0 }
        return Served(isLast: isLast, isKept: finish())
    }

    /// Reads the body of a request whose parameters are read, and sends the handler's reply; true if it was the last.
    private func answer(_ wait: RequestWait, _ handler: some Handler) -> Bool {
        let variables = unsafe CGIVariables(environment: request.pointee.envp)
        // Parameters that were cut off would otherwise pass for a request with fewer of them.
        guard unsafe FCGX_GetError(request.pointee.in) == 0 else {
            unsafe request.pointee.keepConnection = 0
            return false
        }
        let reply = handler.reply(to: variables, wait: wait) { () throws(RequestFault) in
            // What is done with a request takes the time it takes.
            defer { TransferDeadline.finish() }
            return try body(variables)
        }
        if reply.isLast { unsafe request.pointee.keepConnection = 0 }
        TransferDeadline.begin(on: wait.connection, seconds: limits.seconds)
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

    /// Ends the request and closes the connection, unless it is kept; true if it is.
    private func finish() -> Bool {
        unsafe FCGX_Finish_r(request)
        guard unsafe request.pointee.ipcFd >= 0 else { return false }
        // It is not libfcgi's any more.
        unsafe request.pointee.ipcFd = -1
        return true
    }
}
