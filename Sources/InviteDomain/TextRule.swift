/// What may be kept of texts that people wrote.
package enum TextRule {
    /// A name to be shown to people: something visible, no control characters, nothing that turns the direction of the
    /// text around it.
    package static func name(_ text: String, field: String, limit: Int = 100) throws(Refusal) -> String {
        let expected = "1 to \(limit) characters, at least one of them visible, without control or bidi characters"
        let scalars = text.unicodeScalars
        guard (1...limit).contains(scalars.count), !scalars.contains(where: isDisruptive),
            scalars.contains(where: { !$0.properties.isWhitespace })
        else { throw .invalid(field: field, expected: expected) }
        return text
    }

    /// An e-mail address, that is one `@` between something and a domain.
    ///
    /// Whether it exists is not ours to say.
    package static func email(_ text: String, field: String = "email") throws(Refusal) -> String {
        let expected = "an e-mail address such as ada@example.com"
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].utf8.count),
            !text.unicodeScalars.contains(where: { isDisruptive($0) || $0.properties.isWhitespace })
        else { throw .invalid(field: field, expected: expected) }
        do {
            _ = try domain(String(parts[1]), field: field)
        } catch {
            throw .invalid(field: field, expected: expected)
        }
        return text
    }

    /// A domain name of two labels or more (RFC 1035, 2.3.1), in lower case.
    package static func domain(_ text: String, field: String) throws(Refusal) -> String {
        let lower = text.lowercased()
        let labels = lower.split(separator: ".", omittingEmptySubsequences: false)
        guard lower.utf8.count <= 253, labels.count >= 2, labels.allSatisfy(isLabel) else {
            throw .invalid(field: field, expected: "a domain name such as example.com")
        }
        return lower
    }

    /// True for characters that break a line, a log or the direction of the text around them.
    private static func isDisruptive(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned, .privateUse: true
        default: scalar.properties.isBidiControl
        }
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
            && label.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
