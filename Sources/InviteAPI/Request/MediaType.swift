import ByteText

/// What a body claims to be (RFC 9110, 8.3.1), as far as it matters here: its name, and whether it is said to be UTF-8.
struct MediaType {
    private let name: Substring.UTF8View
    private let isUTF8: Bool

    /// Reads the value of a `Content-Type` field.
    ///
    /// A parameter that is not `charset` says nothing of what can be read.
    init(_ field: String) {
        let parts = field.utf8.split(separator: .semicolon, omittingEmptySubsequences: false)
        name = parts[0].trimmed { $0.isBlank }
        isUTF8 = parts.dropFirst().allSatisfy { part in
            guard let equals = part.firstIndex(of: .equals) else { return true }
            guard part[..<equals].trimmed({ $0.isBlank }).isWord("charset") else { return true }
            let charset = part[part.index(after: equals)...].trimmed { $0.isBlank }.unquoted
            return charset.isWord("utf-8") || charset.isWord("utf8")
        }
    }

    var isJSON: Bool { isUTF8 && name.isWord("application/json") }

    /// True for JSON of which an object changes only what it names (RFC 7396).
    var isMergePatch: Bool { isUTF8 && name.isWord("application/merge-patch+json") }
}

extension Substring.UTF8View {
    /// Without the quotes that it may stand in; some clients send single ones.
    fileprivate var unquoted: Substring.UTF8View {
        guard count > 1, let quote = first, quote == last, quote == .quote || quote == .apostrophe else { return self }
        return self[index(after: startIndex)..<index(before: endIndex)]
    }

    /// True for this word of small letters, whichever of them are capital here.
    fileprivate func isWord(_ word: String) -> Bool {
        elementsEqual(word.utf8) { $0.lowercased == $1 }
    }
}
