import InviteDomain
import StrictJSON

extension LedgerLine {
    /// The event on the line that `range` of `bytes` holds, without its newline.
    ///
    /// - Throws: a `JSONSyntaxError` or a `LineProblem`, which say what is wrong with the line.
    static func decode(_ bytes: [UInt8], in range: Range<Int>) throws -> Event {
        try CanonicalLine.decode(bytes, in: range) ?? decodeAny(bytes, in: range)
    }

    /// The same without the short cut.
    static func decodeAny(_ bytes: [UInt8], in range: Range<Int>) throws -> Event {
        var reader = JSONReader(bytes, in: range)
        var facts = LineFacts()
        try reader.object { try facts.read($1, from: &$0) }
        try reader.finish()
        return Event(
            sequence: try facts.sequence.required("seq"), at: try facts.at.required("at"),
            by: try facts.by.required("by"), change: try facts.change()
        )
    }
}

/// A line that is JSON and still no event of ours.
struct LineProblem: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// What a line said, before it is known to be complete.
private struct LineFacts {
    var sequence: Int?
    var at: Timestamp?
    var by: Actor?
    private var event: String?
    private var team: TeamProfile?
    private var member: MemberTerms?
    private var invite: InviteFacts?
    private var inviteID: InviteID?
    private var memberID: Int?
    private var edit = MemberEdit()

    mutating func read(_ name: String, from reader: inout JSONReader) throws {
        switch name {
        case "seq": sequence = try reader.integer()
        case "at": at = try reader.timestamp()
        case "by": by = try reader.actor()
        case "event": event = try reader.string()
        case "team": team = try reader.teamProfile()
        case "member": member = try reader.memberTerms()
        case "invite": invite = try reader.inviteFacts()
        case "inviteId": inviteID = try reader.inviteID()
        case "memberId": memberID = try reader.integer()
        case "role": edit.role = try reader.role()
        case "accepted": edit.accepted = try reader.boolean()
        case "disableImpersonation": edit.disableImpersonation = try reader.boolean()
        case "userId": edit.userID = try reader.id(UserID.self)
        default: try reader.skip()
        }
    }

    func change() throws -> Change {
        let event = try event.required("event")
        switch event {
        case "team.created": return .teamCreated(try team.required("team"))
        case "member.added": return .memberAdded(try member.required("member"))
        case "member.changed": return .memberChanged(try memberID.required("memberId"), edit)
        case "member.removed": return .memberRemoved(try memberID.required("memberId"))
        case "invite.created": return .inviteCreated(try invite.required("invite").terms())
        case "invite.edited":
            return .inviteEdited(try inviteID.required("inviteId"), try invite.required("invite").settings())
        case "invite.linkShown": return .inviteLinkShown(try inviteID.required("inviteId"))
        case "invite.redeemed":
            return .inviteRedeemed(try inviteID.required("inviteId"), try member.required("member"))
        case "invite.revoked": return .inviteRevoked(try inviteID.required("inviteId"))
        default: throw LineProblem("unknown event '\(event)': a newer version may have written it")
        }
    }
}

/// What a line said of an invite, before it is known to be complete.
private struct InviteFacts {
    var id: InviteID?
    var role: Role?
    var expiresAt: Timestamp??
    var days: Int?
    var maxUses: Int??
    var isPaused = false
    var extras = Invite.Extras()
    var mark: RequestMark?
    var tokenDigest: SecretDigest?
    var past: InviteTerms.Past?

    func terms() throws -> InviteTerms {
        InviteTerms(
            id: try id.required("invite.id"), role: try role.required("invite.role"), settings: try settings(),
            mark: mark, tokenDigest: tokenDigest, past: past
        )
    }

    /// Limits are never merely nil when absent: a lost limit would be a limit lifted.
    func settings() throws -> InviteSettings {
        InviteSettings(
            expiresAt: try expiresAt.required("invite.expiresAt"), expiresInDays: days,
            maxUses: try maxUses.required("invite.maxUses"), isPaused: isPaused, extras: extras
        )
    }
}

extension Optional {
    fileprivate func required(_ name: String) throws -> Wrapped {
        guard let self else { throw LineProblem("'\(name)' is missing") }
        return self
    }
}

extension JSONReader {
    /// Reads a string and makes a value of it.
    private mutating func string<Value>(_ what: String, _ make: (String) -> Value?) throws -> Value {
        let text = try string()
        guard let value = make(text) else { throw LineProblem("'\(text)' is not \(what)") }
        return value
    }

    /// Reads an integer and makes an id of it.
    fileprivate mutating func id<ID: NumericID>(_: ID.Type) throws -> ID {
        let number = try integer()
        guard let id = ID(number) else { throw LineProblem("\(number) is not an id") }
        return id
    }

    /// Reads a value unless it is null.
    private mutating func optional<Value>(_ read: (inout JSONReader) throws -> Value) throws -> Value? {
        try null() ? nil : try read(&self)
    }

    fileprivate mutating func timestamp() throws -> Timestamp { try string("a time") { Timestamp($0) } }

    fileprivate mutating func role() throws -> Role { try string("a role") { Role(rawValue: $0) } }

    fileprivate mutating func inviteID() throws -> InviteID { try string("an invite's id") { InviteID($0) } }

    fileprivate mutating func actor() throws -> Actor {
        var actor: Actor?
        try object {
            switch $1 {
            case "userId": actor = .user(try $0.id(UserID.self))
            case "operator":
                try $0.skip()
                actor = .operator
            case "newcomer":
                try $0.skip()
                actor = .newcomer
            default: try $0.skip()
            }
        }
        return try actor.required("userId', 'operator' or 'newcomer")
    }

    fileprivate mutating func teamProfile() throws -> TeamProfile {
        var id: TeamID?
        var name: String?
        var slug: String?
        var parentID: TeamID?
        var isOrganization = false
        try object {
            switch $1 {
            case "id": id = try $0.id(TeamID.self)
            case "name": name = try $0.string()
            case "slug": slug = try $0.optional { try $0.string() }
            case "parentId": parentID = try $0.optional { try $0.id(TeamID.self) }
            case "isOrganization": isOrganization = try $0.boolean()
            default: try $0.skip()
            }
        }
        return TeamProfile(
            id: try id.required("team.id"), name: try name.required("team.name"), slug: slug, parentID: parentID,
            isOrganization: isOrganization
        )
    }

    fileprivate mutating func memberTerms() throws -> MemberTerms {
        var userID: UserID?
        var role: Role?
        var accepted: Bool?
        var disableImpersonation = false
        var email: String?
        var name: String?
        var joinedAt: Timestamp?
        try object {
            switch $1 {
            case "userId": userID = try $0.id(UserID.self)
            case "role": role = try $0.role()
            case "accepted": accepted = try $0.boolean()
            case "disableImpersonation": disableImpersonation = try $0.boolean()
            case "email": email = try $0.optional { try $0.string() }
            case "name": name = try $0.optional { try $0.string() }
            case "joinedAt": joinedAt = try $0.timestamp()
            default: try $0.skip()
            }
        }
        guard userID != nil || email != nil else { throw LineProblem("neither 'member.userId' nor 'member.email'") }
        return MemberTerms(
            userID: userID, role: try role.required("member.role"), accepted: try accepted.required("member.accepted"),
            disableImpersonation: disableImpersonation, email: email, name: name, joinedAt: joinedAt
        )
    }

    fileprivate mutating func inviteFacts() throws -> InviteFacts {
        var facts = InviteFacts()
        try object {
            switch $1 {
            case "id": facts.id = try $0.inviteID()
            case "role": facts.role = try $0.role()
            case "expiresAt": facts.expiresAt = .some(try $0.optional { try $0.timestamp() })
            case "expiresInDays": facts.days = try $0.optional { try $0.integer() }
            case "maxUses": facts.maxUses = .some(try $0.optional { try $0.integer() })
            case "paused": facts.isPaused = try $0.boolean()
            case "request": facts.mark = try $0.requestMark()
            case "tokenDigest": facts.tokenDigest = try $0.string("a SHA-256") { SecretDigest(text: $0) }
            case "past": facts.past = try $0.invitePast()
            default: try $0.extra($1, into: &facts.extras)
            }
        }
        return facts
    }

    private mutating func invitePast() throws -> InviteTerms.Past {
        var createdAt: Timestamp?
        var createdBy: Actor?
        var uses: Int?
        var lastUsedAt: Timestamp?
        try object {
            switch $1 {
            case "createdAt": createdAt = try $0.timestamp()
            case "createdBy": createdBy = try $0.actor()
            case "uses": uses = try $0.integer()
            case "lastUsedAt": lastUsedAt = try $0.optional { try $0.timestamp() }
            default: try $0.skip()
            }
        }
        return InviteTerms.Past(
            createdAt: try createdAt.required("past.createdAt"), createdBy: try createdBy.required("past.createdBy"),
            uses: try uses.required("past.uses"), lastUsedAt: lastUsedAt)
    }

    private mutating func requestMark() throws -> RequestMark {
        var key: Fingerprint?
        var body: Fingerprint?
        try object {
            switch $1 {
            case "key": key = try $0.string("a fingerprint") { Fingerprint($0) }
            case "body": body = try $0.string("a fingerprint") { Fingerprint($0) }
            default: try $0.skip()
            }
        }
        return RequestMark(key: try key.required("request.key"), body: try body.required("request.body"))
    }

    private mutating func extra(_ name: String, into extras: inout Invite.Extras) throws {
        switch name {
        case "name": extras.name = try string()
        case "allowedEmailDomains": try array { extras.allowedEmailDomains.append(try $0.string()) }
        case "metadata": try object { extras.metadata[$1] = try $0.string() }
        default: try skip()
        }
    }
}
