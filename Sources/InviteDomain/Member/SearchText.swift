import ByteText

/// What somebody looks for in names, addresses and subjects, whatever letters are capital.
package struct SearchText: Sendable {
    /// Characters (Unicode scalars).
    package static let length = 1...255

    /// In lower case; nil where it is not ASCII.
    private let bytes: [UInt8]?
    /// In lower case.
    private let characters: [Character]

    /// Nil for a text that is empty or too long.
    package init?(_ text: String) {
        guard Self.length.contains(text.unicodeScalars.count) else { return nil }
        let lower = text.lowercased()
        characters = Array(lower)
        bytes = lower.isASCII ? Array(lower.utf8) : nil
    }

    /// True if it stands somewhere in `text`.
    ///
    /// Accented letters are the same however they are composed, and never the same as those without an accent.
    package func isPart(of text: String) -> Bool {
        let utf8 = text.utf8.span
        guard utf8.isASCII else { return isPart(of: Array(text.lowercased())) }
        return bytes.map { utf8.contains($0) } ?? false
    }

    private func isPart(of text: [Character]) -> Bool {
        guard text.count >= characters.count else { return false }
        return (0...text.count - characters.count).contains { start in
            text[start..<start + characters.count].elementsEqual(characters)
        }
    }
}

extension Span<UInt8> {
    fileprivate var isASCII: Bool {
        for position in indices where self[position] > 0x7F { return false }
        return true
    }

    /// True if `part`, in lower case, stands in this with whichever letters in capitals.
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        var start = 0
        while start + part.count <= count {
            var length = 0
            while length < part.count, self[start + length].lowercased == part[length] { length += 1 }
            if length == part.count { return true }
            start += 1
        }
        return false
    }
}
