import ByteText
import InviteDomain

/// A short cut for the lines that a ledger is full of: new invites and their uses, as this program writes them.
///
/// Every process folds every line that the others append, so this is the hottest loop of all. It reads the exact bytes
/// that `LedgerLine.encode` makes for what a user did, an invite without extras or somebody who joined, and nothing
/// else; every other line goes the general way. Where it reads a line at all, it reads what the general way reads.
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
            let userID = take(Text.user) ? userNumber() : take(Text.subject) ? subject() : nil,
            let change = take(Text.invite)
                ? invite() : take(Text.redeemed) ? redemption(sequence) : nil,
            take(Text.end), position == end
        else { return nil }
        return Event(sequence: sequence, at: at, by: .user(userID), change: change)
    }

    private mutating func invite() -> Change? {
        guard let id = inviteID(), take(Text.role), let role = role(),
            take(Text.expiresAt), let expiresAt = optional({ $0.timestamp() }),
            take(Text.expiresInDays), let days = optional({ $0.number() }),
            take(Text.maxUses), let maxUses = optional({ $0.number() })
        else { return nil }
        let editable = EditableTerms(expiresAt: expiresAt, expiresInDays: days, maxUses: maxUses)
        return .inviteCreated(InviteTerms(id: id, role: role, editable: editable))
    }

    /// `sequence` is that of the event, which is the number of the membership too.
    private mutating func redemption(_ sequence: Int) -> Change? {
        guard let id = inviteID(), take(Text.member), number() == sequence,
            let userID = take(Text.memberSubject) ? subject() : take(Text.memberUser) ? userNumber() : nil,
            take(Text.role), let role = role(),
            take(Text.accepted)
        else { return nil }
        var (email, name): (String?, String?)
        if take(Text.email) {
            email = plainText()
            if email == nil { return nil }
        }
        if take(Text.name) {
            name = plainText()
            if name == nil { return nil }
        }
        return .inviteRedeemed(id, MemberTerms(userID: userID, role: role, accepted: true, email: email, name: name))
    }

    /// What stands between the values, as bytes: a string would be compared at a third of the speed.
    private enum Text {
        static let sequence = Array(#"{"seq":"#.utf8)
        static let at = Array(#","at":"#.utf8)
        static let user = Array(#","by":{"userId":"#.utf8)
        static let subject = Array(#","by":{"subject":"#.utf8)
        static let invite = Array(#"},"event":"invite.created","invite":{"id":"#.utf8)
        static let redeemed = Array(#"},"event":"invite.redeemed","inviteId":"#.utf8)
        static let role = Array(#","role":"#.utf8)
        static let expiresAt = Array(#","expiresAt":"#.utf8)
        static let expiresInDays = Array(#","expiresInDays":"#.utf8)
        static let maxUses = Array(#","maxUses":"#.utf8)
        static let member = Array(#","member":{"id":"#.utf8)
        static let memberUser = Array(#","userId":"#.utf8)
        static let memberSubject = Array(#","userId":null,"subject":"#.utf8)
        static let accepted = Array(#","accepted":true"#.utf8)
        static let email = Array(#","email":"#.utf8)
        static let name = Array(#","name":"#.utf8)
        static let end = Array("}}".utf8)
        static let null = Array("null".utf8)
        static let roles = Role.allCases.map { (Array("\"\($0.rawValue)\"".utf8), $0) }
    }

    private mutating func take(_ text: [UInt8]) -> Bool {
        guard end - position >= text.count, bytes.holds(text, at: position) else { return false }
        position += text.count
        return true
    }

    /// Some value or null, nil for neither.
    private mutating func optional<Value>(_ read: (inout CanonicalLine) -> Value?) -> Value?? {
        take(Text.null) ? .some(nil) : read(&self).map { .some($0) }
    }

    /// At most nine digits: what is longer goes the general way.
    private mutating func number() -> Int? {
        var place = position
        var value = 0
        while place < end, case let digit = bytes[place].digitValue, digit < 10 {
            value = value &* 10 &+ Int(digit)
            place += 1
        }
        guard (1...9).contains(place - position), place - position == 1 || bytes[position] != .zeroDigit else {
            return nil
        }
        position = place
        return value
    }

    private mutating func userNumber() -> UserID? { number().flatMap { UserID($0) } }

    private mutating func subject() -> UserID? { plainBytes().flatMap { Subject(utf8: $0) }.map { .subject($0) } }

    private mutating func timestamp() -> Timestamp? {
        quoted(length: 24).flatMap { Timestamp(canonical: bytes.span.extracting($0)) }
    }

    private mutating func inviteID() -> InviteID? {
        quoted(length: 24).flatMap { InviteID(utf8: bytes.span.extracting($0)) }
    }

    private mutating func role() -> Role? {
        for (text, role) in Text.roles where take(text) { return role }
        return nil
    }

    /// Where a string of a known length stands.
    private mutating func quoted(length: Int) -> Range<Int>? {
        let start = position + 1
        guard start + length < end, bytes[position] == .quote, bytes[start + length] == .quote else { return nil }
        position = start + length + 1
        return start..<start + length
    }

    /// A string of printable ASCII in which nothing is escaped; any other goes the general way.
    private mutating func plainText() -> String? { plainBytes().map { String(decoding: $0, as: UTF8.self) } }

    private mutating func plainBytes() -> [UInt8]? {
        guard position < end, bytes[position] == .quote else { return nil }
        let start = position + 1
        for place in start..<end {
            switch bytes[place] {
            case .quote:
                position = place + 1
                return Array(bytes[start..<place])
            case .backslash, 0..<0x20, 0x7F...: return nil
            default: continue
            }
        }
        return nil
    }
}
