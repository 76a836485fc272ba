/// An invite as the event that creates it states it; when and by whom it was made, the event itself says.
package struct InviteTerms: Equatable, Sendable {
    package let id: InviteID
    package let role: Role
    package let editable: EditableTerms
    private let rare: Boxed<Rare>?

    /// What few invites have.
    private struct Rare: Equatable, Sendable {
        let idempotencyKey: IdempotencyKey?
        let tokenDigest: SecretDigest?
        let history: InviteHistory?
    }

    package init(
        id: InviteID, role: Role, editable: EditableTerms, idempotencyKey: IdempotencyKey? = nil,
        tokenDigest: SecretDigest? = nil,
        history: InviteHistory? = nil
    ) {
        self.id = id
        self.role = role
        self.editable = editable
        let isUsual = idempotencyKey == nil && tokenDigest == nil && history == nil
        rare = isUsual ? nil : .box(Rare(idempotencyKey: idempotencyKey, tokenDigest: tokenDigest, history: history))
    }

    /// The key of the request that made it, if that had one.
    package var idempotencyKey: IdempotencyKey? { rare?.value.idempotencyKey }

    /// The digest of the token that another program made for it, which opens it too; nil unless it was imported.
    package var tokenDigest: SecretDigest? { rare?.value.tokenDigest }

    /// What became of it before the event; nil for an invite that the event makes.
    package var history: InviteHistory? { rare?.value.history }

    /// True if there is nothing but a role and limits.
    var isPlain: Bool { rare == nil && !editable.isPaused && editable.extras.isEmpty }

    /// False for limits out of range, and for more uses than the limit: no program has recorded such an invite.
    var isPossible: Bool {
        editable.isPossible && (0...(editable.maxUses ?? InviteLimits.maxUses.upperBound)).contains(history?.uses ?? 0)
    }
}
