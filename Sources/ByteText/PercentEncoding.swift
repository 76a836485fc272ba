/// Percent-encoding (RFC 3986, 2.1): `%` and two hexadecimal digits stand for one byte.
///
/// Decoding happens once: `%2541` is `%41`. Only `path` requires that the bytes are UTF-8.
package enum PercentEncoding {
    /// The bytes that `text` stands for; nil where two hexadecimal digits do not follow a percent sign.
    ///
    /// With `plusIsSpace`, `+` stands for a space, as in `application/x-www-form-urlencoded` (URL Standard, 5.1); else it
    /// stands for itself.
    package static func decoded(_ text: ArraySlice<UInt8>, plusIsSpace: Bool = false) -> [UInt8]? {
        let (bytes, isWellFormed) = bytes(text, plusIsSpace: plusIsSpace)
        return isWellFormed ? bytes : nil
    }

    /// The bytes of `application/x-www-form-urlencoded` as browsers read it (URL Standard, 5.1): a percent sign that two
    /// hexadecimal digits do not follow stands for itself, and `+` for a space.
    package static func decodedLeniently(_ text: ArraySlice<UInt8>) -> [UInt8] {
        bytes(text, plusIsSpace: true).decoded
    }

    /// The path that `text` stands for; nil where it is malformed, not UTF-8, or has a NUL in it, at which C would end it.
    package static func path(_ text: ArraySlice<UInt8>) -> String? {
        guard let bytes = decoded(text), !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The text with percent-encoding, in capital digits (RFC 3986, 2.1), for each byte of its UTF-8 that may not stay.
    package static func encoded(_ text: String, keeping mayStay: (UInt8) -> Bool) -> String {
        if text.utf8.allSatisfy(mayStay) { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if mayStay(byte) {
                bytes.append(byte)
            } else {
                bytes += [.percent, capitalDigit(byte >> 4), capitalDigit(byte & 15)]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func capitalDigit(_ value: UInt8) -> UInt8 {
        let digit = Hex.digit(value)
        return digit.isLetter ? digit & ~0x20 : digit
    }

    private static func bytes(_ text: ArraySlice<UInt8>, plusIsSpace: Bool) -> (decoded: [UInt8], isWellFormed: Bool) {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(text.count)
        var isWellFormed = true
        var rest = text
        while let byte = rest.popFirst() {
            if byte == .plus, plusIsSpace {
                decoded.append(.space)
            } else if byte != .percent {
                decoded.append(byte)
            } else if let high = rest.first.flatMap(Hex.value), let low = rest.dropFirst().first.flatMap(Hex.value) {
                decoded.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                isWellFormed = false
                decoded.append(byte)
            }
        }
        return (decoded, isWellFormed)
    }
}
