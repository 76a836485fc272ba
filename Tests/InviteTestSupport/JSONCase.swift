/// A text, and whether it is JSON as RFC 8259 has it, with what that leaves open decided.
///
/// Decided, where the RFC lets a reader choose (its section in brackets):
/// - Sixteen levels of objects and arrays are read, the seventeenth is refused (9).
/// - A number of any size and precision is read, as the nearest that can be held, and beyond those as infinity (6, 9):
///   the rules of what is asked for refuse it, and the syntax does not.
/// - A name twice in one object is refused, also if only an escape or Unicode's spelling of one character differs (4).
/// - A lone surrogate is refused: no UTF-8 can say what it would (8.2). What Unicode assigns to nobody is read.
/// - A byte order mark is refused (8.1), and so is every encoding but UTF-8.
package struct JSONCase: Sendable, CustomStringConvertible {
    /// Unique among all cases.
    package let description: String
    package let bytes: [UInt8]
    package let isJSON: Bool

    package static let all = accepted + refused

    /// The text as the value of a member; what is refused is refused there too.
    package func member(_ name: String) -> [UInt8] {
        Array("{\"\(name)\":".utf8) + bytes + Array("}".utf8)
    }

    /// True for a text whose first letter opens an object.
    package var isObject: Bool { bytes.first { !JSONCase.whiteSpace.contains($0) } == UInt8(ascii: "{") }

    package static let whiteSpace: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

    static func accept(_ what: String, _ texts: String...) -> [JSONCase] { cases(what, texts, isJSON: true) }

    static func refuse(_ what: String, _ texts: String...) -> [JSONCase] { cases(what, texts, isJSON: false) }

    static func refuse(_ what: String, bytes texts: [[UInt8]]) -> [JSONCase] {
        texts.map { JSONCase(what, $0, isJSON: false) }
    }

    static func cases(_ what: String, _ texts: [String], isJSON: Bool) -> [JSONCase] {
        texts.map { JSONCase(what, Array($0.utf8), isJSON: isJSON) }
    }

    private init(_ what: String, _ bytes: [UInt8], isJSON: Bool) {
        // What is no plain ASCII shows as numbers, and a long text is cut.
        let shown = bytes.prefix(48).map {
            (0x20..<0x7F).contains($0) ? String(Unicode.Scalar($0)) : "<\(String($0, radix: 16))>"
        }
        let length = bytes.count > 48 ? "... (\(bytes.count) bytes)" : ""
        description = "\(what): \(shown.joined())\(length)"
        self.bytes = bytes
        self.isJSON = isJSON
    }

    static func nested(_ depth: Int, _ opening: String, _ inner: String, _ closing: String) -> String {
        String(repeating: opening, count: depth) + inner + String(repeating: closing, count: depth)
    }
}
