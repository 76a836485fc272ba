import StrictJSON

extension JSONValue {
    /// The text for people: each member on a line of its own, short lists of plain values on one.
    var lines: String { text(indent: "") { "\n" + $0 } }

    /// The same on one line.
    var line: String { text(indent: "") { _ in "" } }

    /// The text, where `indent` stands before the line, and `lineBreak` begins one with an indent.
    private func text(indent: String, _ lineBreak: (String) -> String) -> String {
        func list(_ open: String, _ parts: [String], _ close: String) -> String {
            let start = lineBreak(indent + "  ")
            let separator = start.isEmpty ? ", " : "," + start
            return parts.isEmpty
                ? open + close : open + start + parts.joined(separator: separator) + lineBreak(indent) + close
        }
        switch self {
        case .null: return "null"
        case .boolean(let flag): return "\(flag)"
        case .integer(let number): return "\(number)"
        case .number(let number): return "\(number)"
        case .string(let text): return Self.quoted(text)
        case .array(let elements):
            let inner = elements.map { $0.text(indent: indent + "  ", lineBreak) }
            let isPlain = elements.allSatisfy { $0.array == nil && $0.members == nil }
            return isPlain ? "[" + inner.joined(separator: ", ") + "]" : list("[", inner, "]")
        case .object(let members):
            let inner = members.map { "\(Self.quoted($0.name)): \($0.value.text(indent: indent + "  ", lineBreak))" }
            return list("{", inner, "}")
        }
    }

    private static func quoted(_ text: String) -> String {
        var json = JSONWriter()
        json.write(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
