import ByteText

/// Reads one JSON text (RFC 8259) from bytes, front to back.
///
/// Strict: UTF-8 without a byte order mark, no trailing comma, no comment, no name twice in one object, no lone
/// surrogate, at most `depthLimit` levels. A text is read either whole, with `value(of:)`, or piece by piece: `object`
/// and `array` call back for each member, and the callback reads exactly one value or skips it. Whoever reads piece by
/// piece ends with `finish()`.
package struct JSONReader {
    /// Objects and arrays inside one another; deeper texts are refused before they cost stack.
    package static let depthLimit = 16

    let bytes: [UInt8]
    let end: Int
    var position: Int
    private var depth = 0

    /// A reader of `bytes`, or of the part of them in `range`.
    package init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        let range = range ?? bytes.indices
        precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a JSON text lies inside its bytes")
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// The one value that `bytes` hold.
    package static func value(of bytes: [UInt8]) throws -> JSONValue {
        var reader = JSONReader(bytes)
        let value = try reader.value()
        try reader.finish()
        return value
    }

    /// Fails unless nothing but white space is left.
    package mutating func finish() throws {
        skipWhiteSpace()
        if position < end { throw failure("something after the end of the value") }
    }

    /// Reads an object; `member` is called with each name and reads or skips its value.
    package mutating func object(_ member: (inout JSONReader, String) throws -> Void) throws {
        try enter("{", "an object")
        var names = MemberNames()
        if !take("}") {
            repeat {
                let start = position
                let name = try string()
                guard names.insert(name) else {
                    position = start
                    throw failure("a duplicate member name")
                }
                guard take(":") else { throw failure("no ':' after a member name") }
                try member(&self, name)
            } while take(",")
            guard take("}") else { throw failure("neither ',' nor '}' after a member") }
        }
        depth -= 1
    }

    /// Reads an array; `element` is called for each element and reads or skips it.
    package mutating func array(_ element: (inout JSONReader) throws -> Void) throws {
        try enter("[", "an array")
        if !take("]") {
            repeat { try element(&self) } while take(",")
            guard take("]") else { throw failure("neither ',' nor ']' after an element") }
        }
        depth -= 1
    }

    /// Reads any value.
    package mutating func value() throws -> JSONValue {
        skipWhiteSpace()
        guard position < end else { throw failure("the end of the text instead of a value") }
        switch bytes[position] {
        case .openBrace:
            var members: [JSONMember] = []
            try object { members.append(JSONMember(name: $1, value: try $0.value())) }
            return .object(members)
        case .openBracket:
            var elements: [JSONValue] = []
            try array { elements.append(try $0.value()) }
            return .array(elements)
        case .quote: return .string(try string())
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .boolean(try boolean())
        case UInt8(ascii: "n"):
            guard try null() else { throw failure("no value") }
            return .null
        default: return try number()
        }
    }

    /// Reads a value that is to be written again as it stands here.
    package mutating func spelling() throws -> String {
        skipWhiteSpace()
        let start = position
        try skip()
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// Reads a value and forgets it; it must be as correct as any other.
    package mutating func skip() throws {
        _ = try value()
    }

    /// Reads `true` or `false`.
    package mutating func boolean() throws -> Bool {
        skipWhiteSpace()
        if literal("true") { return true }
        if literal("false") { return false }
        throw failure("neither true nor false")
    }

    /// Reads `null` if it comes next, and says whether it did.
    package mutating func null() throws -> Bool {
        skipWhiteSpace()
        guard position < end, bytes[position] == UInt8(ascii: "n") else { return false }
        guard literal("null") else { throw failure("an unknown word") }
        return true
    }

    /// What `failure` says of the place where the reader stands.
    func failure(_ reason: String) -> JSONSyntaxError {
        JSONSyntaxError(reason: reason, offset: position)
    }

    mutating func skipWhiteSpace() {
        while position < end {
            switch bytes[position] {
            case .space, .tab, .lineFeed, .carriageReturn: position += 1
            default: return
            }
        }
    }

    /// Steps over `character`, with the white space before it, if it comes next.
    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipWhiteSpace()
        guard position < end, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func literal(_ word: String) -> Bool {
        let utf8 = word.utf8
        guard end - position >= utf8.count, bytes[position..<position + utf8.count].elementsEqual(utf8) else {
            return false
        }
        position += utf8.count
        return true
    }

    private mutating func enter(_ opening: Unicode.Scalar, _ what: String) throws {
        guard take(opening) else { throw failure("something else than \(what)") }
        depth += 1
        if depth > Self.depthLimit { throw failure("nesting deeper than \(Self.depthLimit) levels") }
    }
}

/// The names met in one object: a short list is searched, a long one is hashed.
private struct MemberNames {
    private var few: [String] = []
    private var many: Set<String> = []

    /// Adds `name`; false when it was there.
    mutating func insert(_ name: String) -> Bool {
        guard many.isEmpty else { return many.insert(name).inserted }
        if few.contains(name) { return false }
        if few.isEmpty { few.reserveCapacity(8) }
        few.append(name)
        if few.count > 16 { many = Set(few) }
        return true
    }
}
