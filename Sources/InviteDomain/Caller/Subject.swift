import ByteText

/// What an application or an identity provider calls a user whom it does not count: `550e8400-e29b-…`, `auth0|5f7c…`.
///
/// Two subjects are one if their bytes are the same, and only then: nothing is folded, trimmed or normalized, for only
/// whoever has chosen them knows what is meant. So what nobody can see, and could be taken for another's subject, is none.
/// What reads as a `UserNumber` is none either, for that is the number (`UserID`).
package struct Subject: Hashable, Sendable {
    private let bytes: [UInt8]

    /// How many bytes of UTF-8 there may be.
    package static let length = 1...255
    /// What a subject looks like, as the end of a sentence.
    package static let form = "\(length.inWords) bytes of visible characters"

    package init?(_ text: Substring) { self.init(utf8: Array(text.utf8)) }

    /// Nil for what is no UTF-8, too.
    package init?(utf8 bytes: [UInt8]) {
        guard Self.length.contains(bytes.count), bytes.first != .space, bytes.last != .space else { return nil }
        if bytes.allSatisfy({ $0.isVisible || $0 == .space }) {
            // Most subjects are too long for a number, and need no text to find that out.
            if bytes.count <= 10, UserNumber(Substring(decoding: bytes, as: UTF8.self)) != nil { return nil }
        } else {
            guard let text = String(validating: bytes, as: UTF8.self), text.unicodeScalars.allSatisfy(Self.isVisible)
            else { return nil }
        }
        self.bytes = bytes
    }

    /// True for what can be seen, and for a space.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if VisibleText.isDisruptive(scalar) || scalar.properties.isDefaultIgnorableCodePoint { return false }
        return scalar == " " || !VisibleText.isBlank(scalar)
    }
}

extension Subject {
    /// All bytes count, eight at a time: one by one they would take most of the time of a long list.
    package func hash(into hasher: inout Hasher) {
        var word: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            word = word << 8 | UInt64(byte)
            if index % 8 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        hasher.combine(bytes.count)
    }
}

extension Subject: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Subject: Comparable {
    package static func < (a: Subject, b: Subject) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
