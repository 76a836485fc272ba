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
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {
        bytes.reserveCapacity(512)
    }

    /// An object whose members `body` writes.
    package mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    /// An array whose elements `body` writes.
    package mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try container(UInt8(ascii: "["), UInt8(ascii: "]"), body)
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

    package mutating func member(_ name: String, _ values: [String]) {
        begin(name)
        array { for value in values { $0.write(value) } }
    }

    /// The members in the order of their names, so that equal dictionaries give equal texts.
    package mutating func member(_ name: String, _ values: [String: String]) {
        begin(name)
        object { for (name, value) in values.sorted(by: { $0.key < $1.key }) { $0.member(name, value) } }
    }

    package mutating func write(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        if let escaped = bytes[start...].firstIndex(where: Self.needsEscape) {
            let rest = Array(bytes[escaped...])
            bytes.removeSubrange(escaped...)
            for byte in rest {
                if Self.needsEscape(byte) { escape(byte) } else { bytes.append(byte) }
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Writes `spelling` as it stands: a number, `true`, `false` or `null`.
    package mutating func writeVerbatim(_ spelling: String) {
        separate()
        bytes.append(contentsOf: spelling.utf8)
    }

    private mutating func begin(_ name: String) {
        write(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func container(
        _ opening: UInt8,
        _ closing: UInt8,
        _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(opening)
        needsComma = false
        try body(&self)
        bytes.append(closing)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
        case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        default:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: "\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
        }
    }
}
