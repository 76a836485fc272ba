/// Lower-case hexadecimal digits, the one spelling of bytes in ids, tokens and digests.
package enum Hex {
    package static func text(_ bytes: [UInt8]) -> String {
        var digits: [UInt8] = []
        digits.reserveCapacity(bytes.count * 2)
        for byte in bytes {
            digits.append(digit(byte >> 4))
            digits.append(digit(byte & 15))
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// The bytes that `text` spells, nil unless it is `count` pairs of lower-case digits.
    package static func bytes(_ text: String, count: Int) -> [UInt8]? {
        let text = text.utf8.span
        guard text.count == count * 2 else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        for position in 0..<count {
            guard let high = value(text[2 * position]), let low = value(text[2 * position + 1]) else { return nil }
            bytes[position] = high << 4 | low
        }
        return bytes
    }

    /// The number that at most 16 lower-case digits spell.
    static func number(_ digits: Span<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for position in digits.indices {
            guard let value = value(digits[position]) else { return nil }
            number = number << 4 | UInt64(value)
        }
        return number
    }

    /// The digit of a value below 16.
    package static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }

    /// The value of a digit, capital or small.
    package static func anyValue(_ digit: UInt8) -> UInt8? {
        value((UInt8(ascii: "A")...UInt8(ascii: "F")).contains(digit) ? digit | 0x20 : digit)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
