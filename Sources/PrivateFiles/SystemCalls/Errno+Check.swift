import Glibc
import SystemPackage

extension Errno {
    /// What the last call of the C library said.
    static var now: Errno { Errno(rawValue: errno) }

    /// Throws what the last call said unless its result is 0.
    static func check(_ result: CInt) throws(Errno) {
        guard result == 0 else { throw now }
    }
}
