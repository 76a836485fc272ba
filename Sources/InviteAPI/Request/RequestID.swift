import ByteText
import InviteDomain

/// The name of one request in the answer and in the log: a random UUID (RFC 9562, version 4), always ours.
enum RequestID {
    static func new() -> String {
        var high = UInt64.random(in: 0 ... .max) & ~0xF000 | 0x4000
        var low = UInt64.random(in: 0 ... .max) & ~(0xC << 60) | 0x8 << 60
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for position in 0..<36 {
            if [8, 13, 18, 23].contains(position) {
                bytes.append(.hyphen)
            } else {
                bytes.append(Hex.digit(UInt8(truncatingIfNeeded: high >> 60)))
                high = high << 4 | low >> 60
                low <<= 4
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
