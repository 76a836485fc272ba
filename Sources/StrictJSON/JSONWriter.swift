import ByteText

/// Writes one JSON text, compact and in the order of the calls.
///
///     var json = JSONWriter()
///     json.object {
///         $0.member("status", "success")
///         $0.member("data") { $0.object { $0.member("id", 42) } }
///     }
///
/// The writer places commas, colons and escapes; that every object and array is closed follows from the closures.
package struct JSONWriter {
    /// The text, and room for more of it: written in place, since most of the time of an answer goes into such texts.
    private var buffer = Self.room
    private var count = 0
    private var needsComma = false

    /// Enough for most answers, and what malloc keeps at hand.
    private static let room = [UInt8](repeating: 0, count: 960)

    package init() {}

    package var bytes: [UInt8] { Array(buffer[..<count]) }

    /// The text as a line of its own.
    package consuming func line() -> [UInt8] {
        put(.lineFeed)
        buffer.removeLast(buffer.count - count)
        return buffer
    }

    /// An object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(.openBrace, .closeBrace, body)
    }

    /// An array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(.openBracket, .closeBracket, body)
    }

    /// A member whose value `body` writes.
    package mutating func member(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        begin(name)
        try body(&self)
    }

    package mutating func member(_ name: String, _ value: String?) {
        begin(name)
        if let value { write(value) } else { writeVerbatim("null") }
    }

    package mutating func member(_ name: String, _ value: Int?) {
        begin(name)
        writeVerbatim(value.map(String.init) ?? "null")
    }

    package mutating func member(_ name: String, _ value: Bool) {
        begin(name)
        writeVerbatim(value ? "true" : "false")
    }

    package mutating func member(_ name: String, _ values: [String]?) {
        begin(name)
        guard let values else { return writeVerbatim("null") }
        array { for value in values { $0.write(value) } }
    }

    package mutating func member(_ name: String, _ values: [Int]?) {
        begin(name)
        guard let values else { return writeVerbatim("null") }
        array { for value in values { $0.writeVerbatim(String(value)) } }
    }

    /// The members in the order of their names, so that equal dictionaries give equal texts.
    package mutating func member(_ name: String, _ values: [String: String]) {
        begin(name)
        object { for (name, value) in values.sorted(by: { $0.key < $1.key }) { $0.member(name, value) } }
    }

    package mutating func write(_ text: String) {
        separate()
        let text = text.utf8.span
        // No escape is longer than six bytes.
        makeRoom(for: 6 * text.count + 2)
        var place = count
        var output = buffer.mutableSpan
        output[place] = .quote
        place += 1
        for position in text.indices {
            let byte = text[position]
            if byte < 0x20 || byte == .quote || byte == .backslash {
                for character in Self.escape(of: byte) {
                    output[place] = character
                    place += 1
                }
            } else {
                output[place] = byte
                place += 1
            }
        }
        output[place] = .quote
        count = place + 1
    }

    /// Writes `spelling` as it stands: a number, `true`, `false` or `null`, or a value that was read.
    package mutating func writeVerbatim(_ spelling: String) {
        separate()
        let spelling = spelling.utf8.span
        makeRoom(for: spelling.count)
        let start = count
        var output = buffer.mutableSpan
        for position in spelling.indices { output[start + position] = spelling[position] }
        count = start + spelling.count
    }

    private mutating func begin(_ name: String) {
        write(name)
        put(.colon)
        needsComma = false
    }

    private mutating func container(
        _ opening: UInt8,
        _ closing: UInt8,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        put(opening)
        needsComma = false
        try body(&self)
        put(closing)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { put(.comma) }
        needsComma = true
    }

    private mutating func put(_ byte: UInt8) {
        makeRoom(for: 1)
        buffer[count] = byte
        count += 1
    }

    private mutating func makeRoom(for more: Int) {
        guard buffer.count - count < more else { return }
        buffer += repeatElement(0, count: max(buffer.count / 2, more))
    }

    private static func escape(of byte: UInt8) -> [UInt8] {
        switch byte {
        case .quote: return Array("\\\"".utf8)
        case .backslash: return Array("\\\\".utf8)
        case .lineFeed: return Array("\\n".utf8)
        case .carriageReturn: return Array("\\r".utf8)
        case .tab: return Array("\\t".utf8)
        default: return Array("\\u00\(Hex.text([byte]))".utf8)
        }
    }
}
