import ByteText
package import InviteDomain
import StrictJSON

extension LedgerLine {
    /// The event on the line that `range` of `bytes` holds, without its newline.
    ///
    /// - Throws: a `JSONSyntaxError` or a `JSONShapeError`, which say what is wrong with the line.
    package static func decode(_ bytes: [UInt8], in range: Range<Int>) throws -> Event {
        try CanonicalLine.decode(bytes, in: range) ?? decodeAny(bytes, in: range)
    }

    /// The number alone of that event, for who looks for one among many.
    ///
    /// - Throws: as `decode`, for a line that does not begin with it.
    package static func sequence(_ bytes: [UInt8], in range: Range<Int>) throws -> Int {
        var number = 0
        var position = range.lowerBound + start.count
        if bytes.holds(start, at: range.lowerBound) {
            while position < range.upperBound, case let digit = bytes[position].digitValue, digit < 10, number < 1 << 56
            {
                number = number * 10 + Int(digit)
                position += 1
            }
            if number > 0, position < range.upperBound, bytes[position] == .comma { return number }
        }
        return try decode(bytes, in: range).sequence
    }

    private static let start = Array(#"{"seq":"#.utf8)

    /// The event on a line without the short cut.
    static func decodeAny(_ bytes: [UInt8], in range: Range<Int>) throws -> Event {
        var reader = JSONReader(bytes, in: range)
        var partial = PartialEvent()
        try reader.object { try partial.read($1, from: &$0) }
        try reader.finish()
        return Event(
            sequence: try partial.sequence.required("seq"), at: try partial.at.required("at"),
            by: try partial.by.required("by"), change: try partial.change()
        )
    }
}

/// What a line said, before it is known to be complete.
private struct PartialEvent {
    var sequence: Int?
    var at: Timestamp?
    var by: Author?
    private var event: String?
    private var team: TeamProfile?
    private var snapshot: PartialSnapshot?
    private var member: PartialMember?
    private var invite: PartialInvite?
    private var inviteID: InviteID?
    private var memberID: MembershipID?
    private var edit = MemberEdit()
    private var user = PartialUser()
    private var email: String?
    private var name: String?
    private var slug: String??

    mutating func read(_ member: String, from reader: inout JSONReader) throws {
        switch member {
        case "seq": sequence = try reader.integer()
        case "at": at = try reader.timestamp()
        case "by": by = try reader.author()
        case "event": event = try reader.string()
        case "team": team = try reader.teamProfile()
        case "snapshot": snapshot = try reader.partialSnapshot()
        case "member": self.member = try reader.partialMember()
        case "invite": invite = try reader.partialInvite()
        case "inviteId": inviteID = try reader.inviteID()
        case "memberId": memberID = MembershipID(try reader.integer())
        case "role": edit.role = try reader.role()
        case "accepted": edit.accepted = try reader.boolean()
        case "disableImpersonation": edit.disableImpersonation = try reader.boolean()
        case "userId", "subject": try user.read(member, from: &reader)
        case "email": email = try reader.string()
        case "name": name = try reader.string()
        case "slug": slug = .some(try reader.optional { try $0.string() })
        default: try reader.skip()
        }
    }

    func change() throws -> Change {
        let text = try event.required("event")
        guard let kind = EventName(rawValue: text) else {
            throw JSONShapeError("unknown event '\(text)': a newer version may have written it")
        }
        switch kind {
        case .teamCreated: return .teamCreated(try team.required("team"))
        case .teamSnapshot, .laterTeamSnapshot:
            return .teamSnapshot(try snapshot.required("snapshot").snapshot(of: try team.required("team")))
        case .teamChanged: return .teamChanged(name: try name.required("name"), slug: try slug.required("slug"))
        case .teamClosed: return .teamClosed
        case .teamReopened: return .teamReopened
        case .memberAdded: return .memberAdded(try member.required("member").terms())
        case .memberChanged:
            var edit = edit
            edit.userID = try user.userID()
            return .memberChanged(try memberID.required("memberId"), edit)
        case .memberRemoved: return .memberRemoved(try memberID.required("memberId"))
        case .memberKeptOut: return .memberKeptOut(try memberID.required("memberId"))
        case .memberReadmitted: return .memberReadmitted(try memberID.required("memberId"))
        case .memberCorrected:
            return .memberCorrected(
                try memberID.required("memberId"), email: try email.required("email"), name: name)
        case .inviteCreated: return .inviteCreated(try invite.required("invite").terms())
        case .inviteEdited:
            return .inviteEdited(try inviteID.required("inviteId"), try invite.required("invite").editable())
        case .inviteLinkShown: return .inviteLinkShown(try inviteID.required("inviteId"))
        case .inviteRedeemed:
            return .inviteRedeemed(try inviteID.required("inviteId"), try member.required("member").terms())
        case .inviteRevoked: return .inviteRevoked(try inviteID.required("inviteId"))
        }
    }
}
