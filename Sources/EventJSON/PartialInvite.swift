import InviteDomain
import StrictJSON

/// What a line said of an invite, before it is known to be complete.
struct PartialInvite {
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

    func record() throws -> InviteRecord {
        InviteRecord(
            terms: try terms(), usesElsewhere: life.usesElsewhere, changes: life.changes, updatedAt: life.updatedAt,
            revokedAt: life.revokedAt)
    }
}

extension JSONReader {
    mutating func partialInvite() throws -> PartialInvite {
        var partial = PartialInvite()
        try object {
            switch $1 {
            case "id": partial.id = try $0.inviteID()
            case "role": partial.role = try $0.role()
            case "expiresAt": partial.expiresAt = .some(try $0.optional { try $0.timestamp() })
            case "expiresInDays": partial.days = try $0.optional { try $0.integer() }
            case "maxUses": partial.maxUses = .some(try $0.optional { try $0.integer() })
            case "paused": partial.isPaused = try $0.boolean()
            case "request": partial.idempotencyKey = try $0.idempotencyKey()
            case "tokenDigest": partial.tokenDigest = try $0.digest()
            case "past": partial.history = try $0.inviteHistory()
            case "usesElsewhere": partial.life.usesElsewhere = try $0.integer()
            case "changes": partial.life.changes = try $0.integer()
            case "updatedAt": partial.life.updatedAt = try $0.timestamp()
            case "revokedAt": partial.life.revokedAt = try $0.timestamp()
            default: try $0.extra($1, into: &partial.extras)
            }
        }
        return partial
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
