/// An invite as an event states it; the event itself says when and by whom it was made.
package struct InviteTerms: Equatable, Sendable {
    package let id: InviteID
    package let role: Role
    package let settings: InviteSettings
    private let rare: Boxed<Rare>?

    /// What few invites have.
    private struct Rare: Equatable, Sendable {
        let idempotencyKey: IdempotencyKey?
        let tokenDigest: SecretDigest?
        let past: Past?
    }

    package init(
        id: InviteID, role: Role, settings: InviteSettings, idempotencyKey: IdempotencyKey? = nil,
        tokenDigest: SecretDigest? = nil,
        past: Past? = nil
    ) {
        self.id = id
        self.role = role
        self.settings = settings
        let isUsual = idempotencyKey == nil && tokenDigest == nil && past == nil
        rare = isUsual ? nil : .box(Rare(idempotencyKey: idempotencyKey, tokenDigest: tokenDigest, past: past))
    }

    /// The request that made it, if it may be sent again.
    package var idempotencyKey: IdempotencyKey? { rare?.value.idempotencyKey }

    /// Of the token that another program made for it, which opens it beside its own; nil for an invite of ours.
    package var tokenDigest: SecretDigest? { rare?.value.tokenDigest }

    /// What it was before it was brought here; nil for an invite that was made here.
    package var past: Past? { rare?.value.past }

    /// True for an invite with nothing but a role and limits.
    var isPlain: Bool { rare == nil && !settings.isPaused && settings.extras.isEmpty }

    /// What an invite was before it was brought here; the event that says so tells when that was.
    package struct Past: Equatable, Sendable {
        package let createdAt: Timestamp
        package let createdBy: Actor
        /// How many had joined: a limit goes on from there.
        package let uses: Int
        package let lastUsedAt: Timestamp?

        package init(createdAt: Timestamp, createdBy: Actor, uses: Int = 0, lastUsedAt: Timestamp? = nil) {
            self.createdAt = createdAt
            self.createdBy = createdBy
            self.uses = uses
            self.lastUsedAt = lastUsedAt
        }
    }

    /// False for limits that cannot be, and for more uses than they allow.
    var isPossible: Bool {
        settings.isPossible && (0...(settings.maxUses ?? InviteLimits.maxUses.upperBound)).contains(past?.uses ?? 0)
    }
}
