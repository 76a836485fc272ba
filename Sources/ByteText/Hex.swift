/// Bytes as hexadecimal digits (RFC 4648, 8), in lower case: the one spelling of them in ids, tokens and digests.
@usableFromInline
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
            guard let high = lowercaseValue(text[2 * position]), let low = lowercaseValue(text[2 * position + 1])
            else { return nil }
            bytes[position] = high << 4 | low
        }
        return bytes
    }

    /// The number that at most 16 lower-case digits spell.
    ///
    /// It reads the id of each invite in a ledger. Not inlined, it made reading 10,000 of them 1 % slower; and what is
    /// inlinable in a type is inlined by other targets only if the type is usable from inlined code.
    @inlinable package static func number(_ digits: Span<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for position in digits.indices {
            guard let value = lowercaseValue(digits[position]) else { return nil }
            number = number << 4 | UInt64(value)
        }
        return number
    }

    /// The lower-case digit of a value below 16.
    package static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? .digit(value) : UInt8(ascii: "a") + value - 10
    }

    /// The value of a digit, capital or small (HEXDIG of RFC 5234, B.1); nil for any other byte.
    package static func value(_ digit: UInt8) -> UInt8? { lowercaseValue(digit.lowercased) }

    @inlinable static func lowercaseValue(_ digit: UInt8) -> UInt8? {
        switch digit {
        case .zeroDigit...UInt8(ascii: "9"): digit.digitValue
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
