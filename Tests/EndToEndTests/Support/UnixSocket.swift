import Glibc
import SystemPackage

/// A socket at a path, on either side.
struct UnixSocket: ~Copyable {
    let descriptor: FileDescriptor

    /// A listening socket, for handlers to inherit.
    static func listening(at path: FilePath) throws -> UnixSocket {
        let socket = try UnixSocket()
        let number = socket.descriptor.rawValue
        let isBound = unsafe withAddress(path) { unsafe bind(number, $0, $1) == 0 }
        guard isBound, listen(number, 64) == 0 else { throw Errno(rawValue: errno) }
        return socket
    }

    static func connected(to path: FilePath) throws -> UnixSocket {
        let socket = try UnixSocket()
        let number = socket.descriptor.rawValue
        guard unsafe withAddress(path, { unsafe connect(number, $0, $1) == 0 }) else { throw Errno(rawValue: errno) }
        return socket
    }

    private init() throws {
        let number = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard number >= 0 else { throw Errno(rawValue: errno) }
        descriptor = FileDescriptor(rawValue: number)
    }

    deinit {
        try? descriptor.close()
    }

    private static func withAddress(_ path: FilePath, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Bool) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.string.utf8) }
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
