import ByteText

extension JSONReader {
    /// Reads a string.
    package mutating func string() throws -> String {
        skipWhiteSpace()
        guard position < end, bytes[position] == .quote else {
            throw failure("something else than a string")
        }
        position += 1
        let start = position
        try skipPlainCharacters()
        if bytes[position] == .quote {
            defer { position += 1 }
            return try text(bytes[start..<position])
        }
        return try stringWithEscapes(from: start)
    }

    /// Reads a number that must be an integer, spelled in any way.
    package mutating func integer() throws -> Int {
        skipWhiteSpace()
        guard case .integer(let integer) = try number() else { throw failure("something else than an integer") }
        return integer
    }

    /// Reads a number.
    mutating func number() throws -> JSONValue {
        let start = position
        if peek == .hyphen { position += 1 }
        if peek == .zeroDigit { position += 1 } else { try digits("neither a value nor a number") }
        var isPlain = true
        if peek == .dot {
            isPlain = false
            position += 1
            try digits("no digit after the decimal point")
        }
        if peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") {
            isPlain = false
            position += 1
            if peek == .plus || peek == .hyphen { position += 1 }
            try digits("no digit in the exponent")
        }
        if isPlain, let integer = plainInteger(from: start) { return .integer(integer) }
        let spelling = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let double = Double(spelling) else { throw failure("a number that cannot be held") }
        // From 2^53 on a Double no longer tells neighbouring integers apart, so none is claimed there.
        guard double.magnitude < 9_007_199_254_740_992, let integer = Int(exactly: double) else {
            return .number(double)
        }
        return .integer(integer)
    }

    /// The digits from `start` on, perhaps after a minus; nil for what an `Int` cannot hold.
    private func plainInteger(from start: Int) -> Int? {
        let isNegative = bytes[start] == .hyphen
        var integer = 0
        for position in (isNegative ? start + 1 : start)..<position {
            let digit = Int(bytes[position].digitValue)
            let (tens, isTooGreat) = integer.multipliedReportingOverflow(by: 10)
            let (sum, isTooGreatNow) = tens.subtractingReportingOverflow(digit)
            if isTooGreat || isTooGreatNow { return nil }
            integer = sum
        }
        // Counted downwards, where one more fits than upwards.
        return isNegative ? integer : integer == .min ? nil : -integer
    }

    /// The byte that comes next, 0 at the end (which no grammar rule accepts).
    private var peek: UInt8 { position < end ? bytes[position] : 0 }

    private mutating func digits(_ reason: String) throws {
        let start = position
        while position < end, bytes[position].isDigit { position += 1 }
        if position == start { throw failure(reason) }
    }

    /// Steps to the next quote or backslash.
    private mutating func skipPlainCharacters() throws {
        while position < end {
            switch bytes[position] {
            case .quote, .backslash: return
            case 0..<0x20: throw failure("a control character in a string")
            default: position += 1
            }
        }
        throw failure("the end of the text inside a string")
    }

    private func text(_ slice: ArraySlice<UInt8>) throws -> String {
        // What is ASCII needs no validation, which costs several times as much.
        if slice.allSatisfy({ $0.isASCII }) { return String(decoding: slice, as: UTF8.self) }
        guard let text = String(validating: slice, as: UTF8.self) else { throw failure("a string that is not UTF-8") }
        return text
    }

    private mutating func stringWithEscapes(from start: Int) throws -> String {
        var result = try text(bytes[start..<position])
        while bytes[position] == .backslash {
            position += 1
            result.unicodeScalars.append(try escape())
            let plain = position
            try skipPlainCharacters()
            result += try text(bytes[plain..<position])
        }
        position += 1
        return result
    }

    /// Reads what follows a backslash.
    private mutating func escape() throws -> Unicode.Scalar {
        let character = peek
        position += 1
        switch character {
        case .quote, .backslash, .slash: return Unicode.Scalar(character)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default: throw failure("an unknown escape in a string")
        }
    }

    private mutating func unicodeEscape() throws -> Unicode.Scalar {
        let first = try fourHexDigits()
        guard (0xD800..<0xDC00).contains(first) else {
            guard let scalar = Unicode.Scalar(first) else { throw failure("a lone surrogate in a string") }
            return scalar
        }
        guard peek == .backslash, position + 1 < end, bytes[position + 1] == UInt8(ascii: "u") else {
            throw failure("a lone surrogate in a string")
        }
        position += 2
        let second = try fourHexDigits()
        guard (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw failure("a lone surrogate in a string") }
        return scalar
    }

    private mutating func fourHexDigits() throws -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Hex.value(peek) else { throw failure("a \\u escape without four hex digits") }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
