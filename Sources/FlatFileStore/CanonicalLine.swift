import InviteDomain

/// A short cut for the lines that a ledger is full of: new invites as this program writes them.
///
/// Every process folds every line that the others append, so this is the hottest loop of all. It reads the exact bytes
/// that `LedgerLine.encode` makes for an invite without extras by a user, and nothing else; every other line goes the
/// general way. Where it reads a line at all, it reads what the general way reads.
struct CanonicalLine {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int

    /// The event on the line that `range` of `bytes` holds, nil if it is not of that form.
    static func decode(_ bytes: [UInt8], in range: Range<Int>) -> Event? {
        var line = CanonicalLine(bytes: bytes, end: range.upperBound, position: range.lowerBound)
        return line.event()
    }

    private mutating func event() -> Event? {
        guard take(Text.sequence), let sequence = number(),
            take(Text.at), let at = timestamp(),
            take(Text.user), let userID = number().flatMap({ UserID($0) }),
            take(Text.invite), let id = inviteID(),
            take(Text.role), let role = role(),
            take(Text.expiresAt), let expiresAt = optional({ $0.timestamp() }),
            take(Text.expiresInDays), let days = optional({ $0.number() }),
            take(Text.maxUses), let maxUses = optional({ $0.number() }),
            take(Text.end), position == end
        else { return nil }
        let settings = InviteSettings(expiresAt: expiresAt, expiresInDays: days, maxUses: maxUses)
        let terms = InviteTerms(id: id, role: role, settings: settings)
        return Event(sequence: sequence, at: at, by: .user(userID), change: .inviteCreated(terms))
    }

    /// What stands between the values, as bytes: a string would be compared at a third of the speed.
    private enum Text {
        static let sequence = Array(#"{"seq":"#.utf8)
        static let at = Array(#","at":"#.utf8)
        static let user = Array(#","by":{"userId":"#.utf8)
        static let invite = Array(#"},"event":"invite.created","invite":{"id":"#.utf8)
        static let role = Array(#","role":"#.utf8)
        static let expiresAt = Array(#","expiresAt":"#.utf8)
        static let expiresInDays = Array(#","expiresInDays":"#.utf8)
        static let maxUses = Array(#","maxUses":"#.utf8)
        static let end = Array("}}".utf8)
        static let null = Array("null".utf8)
        static let roles = Role.allCases.map { (Array("\"\($0.rawValue)\"".utf8), $0) }
    }

    private mutating func take(_ text: [UInt8]) -> Bool {
        guard end - position >= text.count else { return false }
        for offset in text.indices where bytes[position + offset] != text[offset] { return false }
        position += text.count
        return true
    }

    /// Some value or null, nil for neither.
    private mutating func optional<Value>(_ read: (inout CanonicalLine) -> Value?) -> Value?? {
        if take(Text.null) { return .some(nil) }
        return read(&self).map { .some($0) }
    }

    /// At most nine digits: what is longer goes the general way.
    private mutating func number() -> Int? {
        let start = position
        var value = 0
        while position < end, case let digit = bytes[position] &- UInt8(ascii: "0"), digit < 10 {
            guard position - start < 9 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        let length = position - start
        let isPlain = length > 0 && (bytes[start] != UInt8(ascii: "0") || length == 1)
        return isPlain ? value : nil
    }

    /// As we write them: RFC 3339 allows a small `t` and `z` as well.
    private mutating func timestamp() -> Timestamp? {
        guard let text = quoted(length: 24), text[text.startIndex + 10] == UInt8(ascii: "T"),
            text.last == UInt8(ascii: "Z")
        else { return nil }
        return Timestamp(utf8: text)
    }

    private mutating func inviteID() -> InviteID? {
        quoted(length: 24).flatMap { InviteID(utf8: $0) }
    }

    private mutating func role() -> Role? {
        for (text, role) in Text.roles where take(text) { return role }
        return nil
    }

    private mutating func quoted(length: Int) -> ArraySlice<UInt8>? {
        let quote = UInt8(ascii: "\"")
        guard position + length + 2 <= end, bytes[position] == quote, bytes[position + length + 1] == quote else {
            return nil
        }
        defer { position += length + 2 }
        return bytes[position + 1..<position + 1 + length]
    }
}
