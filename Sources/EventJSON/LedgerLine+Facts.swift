import InviteDomain
import StrictJSON

/// What a line said of a member, before it is known to be complete.
struct MemberFacts {
    /// Counts in a snapshot only: elsewhere it is the number of the event.
    var id: MembershipID?
    private var userID: UserID?
    private var role: Role?
    private var accepted: Bool?
    private var disableImpersonation = false
    private var email: String?
    private var name: String?
    private(set) var joinedAt: Timestamp?
    /// In a snapshot only, for who joined by an invite.
    private(set) var inviteID: InviteID?
    private var submission: SecretDigest?

    mutating func read(_ member: String, from reader: inout JSONReader) throws {
        switch member {
        case "id": id = MembershipID(try reader.integer())
        case "userId": userID = try reader.id(UserID.self)
        case "role": role = try reader.role()
        case "accepted": accepted = try reader.boolean()
        case "disableImpersonation": disableImpersonation = try reader.boolean()
        case "email": email = try reader.optional { try $0.string() }
        case "name": name = try reader.optional { try $0.string() }
        case "joinedAt": joinedAt = try reader.timestamp()
        case "inviteId": inviteID = try reader.inviteID()
        case "submission": submission = try reader.digest()
        default: try reader.skip()
        }
    }

    func terms() throws -> MemberTerms {
        guard userID != nil || email != nil else { throw JSONShapeError("neither 'member.userId' nor 'member.email'") }
        return MemberTerms(
            userID: userID, role: try role.required("member.role"), accepted: try accepted.required("member.accepted"),
            disableImpersonation: disableImpersonation, email: email, name: name, joinedAt: joinedAt,
            submission: submission
        )
    }
}

/// What a line said of an invite, before it is known to be complete.
struct InviteFacts {
    var id: InviteID?
    var role: Role?
    var expiresAt: Timestamp??
    var days: Int?
    var maxUses: Int??
    var isPaused = false
    var extras = InviteExtras()
    var idempotencyKey: IdempotencyKey?
    var tokenDigest: SecretDigest?
    var history: InviteHistory?
    var life = Life()

    /// What only a snapshot says.
    struct Life {
        var usesElsewhere = 0
        var changes = 0
        var updatedAt: Timestamp?
        var revokedAt: Timestamp?
    }

    func terms() throws -> InviteTerms {
        InviteTerms(
            id: try id.required("invite.id"), role: try role.required("invite.role"), editable: try editable(),
            idempotencyKey: idempotencyKey, tokenDigest: tokenDigest, history: history
        )
    }

    /// Limits are never merely nil when absent: a lost limit would be a limit lifted.
    func editable() throws -> EditableTerms {
        EditableTerms(
            expiresAt: try expiresAt.required("invite.expiresAt"), expiresInDays: days,
            maxUses: try maxUses.required("invite.maxUses"), isPaused: isPaused, extras: extras
        )
    }
}

/// What a line said of an `Idempotency-Key`, before it is known to be complete.
struct IdempotencyKeyFacts {
    private var key: Fingerprint?
    private var body: Fingerprint?

    mutating func read(_ name: String, from reader: inout JSONReader) throws {
        switch name {
        case "key": key = try reader.fingerprint()
        case "body": body = try reader.fingerprint()
        default: try reader.skip()
        }
    }

    func idempotencyKey() throws -> IdempotencyKey {
        IdempotencyKey(fingerprint: try key.required("request.key"), body: try body.required("request.body"))
    }
}

extension JSONReader {
    /// Reads a string and makes a value of it.
    private mutating func string<Value>(_ what: String, _ make: (String) -> Value?) throws -> Value {
        let text = try string()
        guard let value = make(text) else { throw JSONShapeError("'\(text)' is not \(what)") }
        return value
    }

    /// Reads an integer and makes an id of it.
    mutating func id<ID: NumericID>(_: ID.Type) throws -> ID {
        let number = try integer()
        guard let id = ID(number) else { throw JSONShapeError("\(number) is not an id") }
        return id
    }

    /// Reads a value unless it is null.
    mutating func optional<Value>(_ read: (inout JSONReader) throws -> Value) throws -> Value? {
        try null() ? nil : try read(&self)
    }

    mutating func timestamp() throws -> Timestamp { try string("a time") { Timestamp($0) } }

    mutating func role() throws -> Role { try string("a role") { Role(rawValue: $0) } }

    mutating func inviteID() throws -> InviteID { try string("an invite's id") { InviteID($0) } }

    mutating func digest() throws -> SecretDigest { try string("a SHA-256") { SecretDigest(text: $0) } }

    mutating func author() throws -> Author {
        var author: Author?
        try object {
            switch $1 {
            case "userId": author = .user(try $0.id(UserID.self))
            case "operator":
                try $0.skip()
                author = .operator
            case "newcomer":
                try $0.skip()
                author = .newcomer
            case "service":
                try $0.skip()
                author = .service
            default: try $0.skip()
            }
        }
        return try author.required("userId', 'operator', 'newcomer' or 'service")
    }

    mutating func teamProfile() throws -> TeamProfile {
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

    mutating func memberFacts() throws -> MemberFacts {
        var facts = MemberFacts()
        try object { try facts.read($1, from: &$0) }
        return facts
    }

    mutating func inviteFacts() throws -> InviteFacts {
        var facts = InviteFacts()
        try object {
            switch $1 {
            case "id": facts.id = try $0.inviteID()
            case "role": facts.role = try $0.role()
            case "expiresAt": facts.expiresAt = .some(try $0.optional { try $0.timestamp() })
            case "expiresInDays": facts.days = try $0.optional { try $0.integer() }
            case "maxUses": facts.maxUses = .some(try $0.optional { try $0.integer() })
            case "paused": facts.isPaused = try $0.boolean()
            case "request": facts.idempotencyKey = try $0.idempotencyKey()
            case "tokenDigest": facts.tokenDigest = try $0.digest()
            case "past": facts.history = try $0.inviteHistory()
            case "usesElsewhere": facts.life.usesElsewhere = try $0.integer()
            case "changes": facts.life.changes = try $0.integer()
            case "updatedAt": facts.life.updatedAt = try $0.timestamp()
            case "revokedAt": facts.life.revokedAt = try $0.timestamp()
            default: try $0.extra($1, into: &facts.extras)
            }
        }
        return facts
    }

    private mutating func inviteHistory() throws -> InviteHistory {
        var createdAt: Timestamp?
        var createdBy: Author?
        var uses: Int?
        var lastUsedAt: Timestamp?
        try object {
            switch $1 {
            case "createdAt": createdAt = try $0.timestamp()
            case "createdBy": createdBy = try $0.author()
            case "uses": uses = try $0.integer()
            case "lastUsedAt": lastUsedAt = try $0.optional { try $0.timestamp() }
            default: try $0.skip()
            }
        }
        return InviteHistory(
            createdAt: try createdAt.required("past.createdAt"), createdBy: try createdBy.required("past.createdBy"),
            uses: try uses.required("past.uses"), lastUsedAt: lastUsedAt)
    }

    private mutating func idempotencyKey() throws -> IdempotencyKey {
        var facts = IdempotencyKeyFacts()
        try object { try facts.read($1, from: &$0) }
        return try facts.idempotencyKey()
    }

    mutating func fingerprint() throws -> Fingerprint { try string("a fingerprint") { Fingerprint($0) } }

    private mutating func extra(_ name: String, into extras: inout InviteExtras) throws {
        switch name {
        case "name": extras.name = try string()
        case "allowedEmailDomains":
            var domains: [String] = []
            try array { domains.append(try $0.string()) }
            extras.allowedEmailDomains = domains
        case "metadata":
            var metadata: [String: String] = [:]
            try object { metadata[$1] = try $0.string() }
            extras.metadata = metadata
        default: try skip()
        }
    }
}
