import Glibc

/// Serves the one request of a plain CGI process: variables from the environment, body from descriptor 0, response to
/// descriptor 1.
package struct CGIResponder {
    private let limits: Limits
    /// When the body has to be there, and how long the answer may take from its beginning.
    private let bodyEnd: ContinuousClock.Instant
    private let patience: Duration

    /// Takes over descriptors 0 and 1.
    ///
    /// From here on neither a reader that is gone nor SIGTERM ends the process. Web servers send that when a client goes
    /// away, and the request that has begun ends by itself, within its time.
    package init(limits: Limits) {
        for ignored in [SIGPIPE, SIGTERM] { signal(ignored, SIG_IGN) }
        self.limits = limits
        patience = .seconds(limits.seconds)
        bodyEnd = .now + patience
    }

    /// Answers the request that the process's variables describe; false if the web server did not take the whole answer.
    package func run(_ handler: some Handler, _ variables: CGIVariables) -> Bool {
        let reply = handler.reply(to: variables) { () throws(RequestFault) in
            do throws(RequestFault) {
                return try body(variables)
            } catch {
                if error == .bodyTooLarge { forgetBody(variables) }
                throw error
            }
        }
        let bytes = reply.bytes(answering: variables["REQUEST_METHOD"])
        return write(bytes.head + bytes.body)
    }

    /// The body, as long as was announced.
    ///
    /// Without an announcement there is none (RFC 3875, 4.2), and descriptor 0 may never end; but a body in chunks has no
    /// length beforehand and does end.
    private func body(_ variables: CGIVariables) throws(RequestFault) -> [UInt8] {
        let announced = try AnnouncedBody(variables, limit: limits.body)
        let body =
            switch announced {
            case .none: [UInt8]()
            case .inChunks: try read(upTo: limits.body + 1)
            case .bytes(let count), .claimed(let count): try read(upTo: count)
            }
        guard body.count <= limits.body else { throw .bodyTooLarge }
        try announced.check(body)
        return body
    }

    /// Reads the rest of a body that is refused, to its end or that of the time for it.
    ///
    /// mod_cgid has one socket for body and answer: if this process ended with some of the body unread, Apache would
    /// find the connection reset in the place of the answer.
    private func forgetBody(_ variables: CGIVariables) {
        let isInChunks = variables.nonEmpty("HTTP_TRANSFER_ENCODING") != nil || variables["CONTENT_LENGTH"] == "-1"
        // What the client alone has announced may never come.
        var rest = isInChunks ? .max : variables["CONTENT_LENGTH"].flatMap { Int($0) } ?? 0
        while rest > 0 {
            // What cannot be read need not be forgotten.
            guard let part = try? read(upTo: min(rest, 1 << 16)), !part.isEmpty else { return }
            rest -= part.count
        }
    }

    private func read(upTo limit: Int) throws(RequestFault) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var filled = 0
        while filled < limit {
            guard Self.awaits(0, POLLIN, until: bodyEnd) else { throw .incomplete }
            let count = unsafe bytes.withUnsafeMutableBytes {
                unsafe Glibc.read(0, $0.baseAddress?.advanced(by: filled), limit - filled)
            }
            if count == 0 { break }
            if count > 0 { filled += count } else if errno != EINTR { throw .incomplete }
        }
        bytes.removeLast(limit - filled)
        return bytes
    }

    /// Writes all of it; false if the web server does not take it, or takes too long.
    private func write(_ bytes: [UInt8]) -> Bool {
        let end = ContinuousClock.now + patience
        var rest = bytes[...]
        while !rest.isEmpty {
            guard Self.awaits(1, POLLOUT, until: end) else { return false }
            // So much never waits when there is room at all.
            let part = rest.prefix(Int(PIPE_BUF))
            let count = unsafe part.withUnsafeBytes { unsafe Glibc.write(1, $0.baseAddress, $0.count) }
            if count > 0 { rest.removeFirst(count) } else if count < 0, errno != EINTR { return false }
        }
        return true
    }

    /// Waits until something can be done with a descriptor; false when that takes until `end`.
    private static func awaits(_ descriptor: CInt, _ event: CInt, until end: ContinuousClock.Instant) -> Bool {
        var wanted = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        while true {
            let rest = (end - .now) / .milliseconds(1)
            let count = unsafe poll(&wanted, 1, CInt(max(0, rest.rounded(.up))))
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }
}
