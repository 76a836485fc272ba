import ByteText
import Crypto

/// 128 bits that stand for a text: enough to tell texts apart, too few to get one back.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    package let high: UInt64
    package let low: UInt64

    /// The first half of the SHA-256 of `bytes`.
    package init(of bytes: [UInt8]) {
        let digest = SHA256.hash(data: bytes).firstBytes(16)
        self.init(high: Self.number(digest[..<8]), low: Self.number(digest[8...]))
    }

    /// Reads 32 lower-case hex digits.
    package init?(_ text: String) {
        let digits = text.utf8.span
        guard digits.count == 32, let high = Hex.number(digits.extracting(first: 16)),
            let low = Hex.number(digits.extracting(last: 16))
        else { return nil }
        self.init(high: high, low: low)
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    package var description: String { Hex.text(bytes) }

    var bytes: [UInt8] { high.bigEndianBytes + low.bigEndianBytes }
}

extension UInt64 {
    /// The highest byte first.
    var bigEndianBytes: [UInt8] {
        stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> UInt64($0)) }
    }
}
