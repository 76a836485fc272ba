import InviteDomain

/// What is in a file of keys.
struct TokenKeyLines {
    /// A key, and when it ended; nil for the current one, and while a rotation is not through.
    struct Line {
        let hex: Substring
        let key: TokenKey
        var until: Timestamp?
    }

    /// The current one first, then the newest first.
    var lines: [Line]

    init?(_ text: String) {
        lines = []
        for line in text.unicodeScalars.split(whereSeparator: { Character($0).isNewline }) {
            let words = line.split(separator: " ", omittingEmptySubsequences: false).map { Substring($0) }
            guard let key = TokenKey(hex: String(words[0])), !lines.contains(where: { $0.hex == words[0] }) else {
                return nil
            }
            let until = words.count == 3 && words[1] == "until" ? Timestamp(String(words[2])) : nil
            // Only the newest of the old keys may be without an end.
            guard words.count == 1 ? lines.count < 2 : until != nil && !lines.isEmpty else { return nil }
            lines.append(Line(hex: words[0], key: key, until: until))
        }
        guard !lines.isEmpty else { return nil }
    }

    var keys: TokenKeys {
        TokenKeys(lines[0].key, old: lines.dropFirst().map { TokenKeys.Old($0.key, until: $0.until) })
    }

    /// True after a rotation that died half-way: the old key still proves everything.
    var isHalfRotated: Bool { lines.count > 1 && lines[1].until == nil }

    var bytes: [UInt8] {
        lines.flatMap { line in Array("\(line.hex)\(line.until.map { " until \($0)" } ?? "")\n".utf8) }
    }
}
