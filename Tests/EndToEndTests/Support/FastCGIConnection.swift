import Glibc
import SystemPackage

/// A web server's end of a connection to a handler.
struct FastCGIConnection: ~Copyable {
    private let socket: UnixSocket
    /// How the last request ended, by FastCGI's number; nil before it has.
    private(set) var protocolStatus: UInt8?

    init(to path: FilePath) throws {
        socket = try UnixSocket.connected(to: path)
    }

    /// Sends what fits into the socket's buffers, which all that is sent here does.
    func send(_ bytes: [UInt8]) throws {
        let sent = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.send(socket.descriptor.rawValue, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
        }
        guard sent == bytes.count else { throw Unexpected("the handler has closed the connection: \(errno)") }
    }

    /// Says that nothing more will come, and goes on listening.
    func finishSending() {
        shutdown(socket.descriptor.rawValue, CInt(SHUT_WR))
    }

    /// The answer to one request; nil when the handler closes the connection without any.
    mutating func answer() async throws -> HTTPAnswer? {
        var output: [UInt8] = []
        while true {
            guard let head = try await read(8) else { break }
            let content = try await read(Int(head[4]) << 8 | Int(head[5])) ?? []
            _ = try await read(Int(head[6]))
            switch FastCGIRecords.Kind(rawValue: head[1]) {
            case .output: output += content
            case .end:
                protocolStatus = content.dropFirst(4).first
                return output.isEmpty ? nil : try HTTPAnswer(cgi: output)
            default: break
            }
        }
        guard output.isEmpty else { throw Unexpected("the answer breaks off") }
        return nil
    }

    /// True when something is there, or nothing will come any more.
    var isReadable: Bool {
        var request = pollfd(fd: socket.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, 0) > 0
    }

    /// Takes so many bytes at most of what is there, and forgets them.
    mutating func sip(_ count: Int) throws {
        _ = try receive(count)
    }

    /// Waits until the handler closes the connection, whatever it says before.
    mutating func awaitClosing() async throws {
        while try await read(1) != nil {}
    }

    /// So many bytes, nil when the connection ends before the first of them.
    private func read(_ count: Int) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            // Never blocking: the thread is needed by the tests beside this one.
            let part = try await eventually("a handler writes") { try receive(count - bytes.count) }
            if part.isEmpty { return bytes.isEmpty ? nil : bytes }
            bytes += part
        }
        return bytes
    }

    /// What is there, nothing at the end, nil when there may be more later.
    private func receive(_ count: Int) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        let received = unsafe bytes.withUnsafeMutableBytes {
            unsafe recv(socket.descriptor.rawValue, $0.baseAddress, count, CInt(MSG_DONTWAIT))
        }
        if received >= 0 { return Array(bytes[..<received]) }
        switch errno {
        case EAGAIN, EINTR: return nil
        // The handler closed without reading all that was sent.
        case ECONNRESET: return []
        default: throw Errno(rawValue: errno)
        }
    }
}
