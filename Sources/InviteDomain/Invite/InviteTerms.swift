/// An invite as an event states it; the event itself says when and by whom it was made.
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

    /// The request that made it, if it may be sent again.
    package var idempotencyKey: IdempotencyKey? { rare?.value.idempotencyKey }

    /// Of the token that another program made for it, which opens it beside its own; nil for an invite of ours.
    package var tokenDigest: SecretDigest? { rare?.value.tokenDigest }

    /// What became of it before; nil for an invite that is made by this event.
    package var history: InviteHistory? { rare?.value.history }

    /// True for an invite with nothing but a role and limits.
    var isPlain: Bool { rare == nil && !editable.isPaused && editable.extras.isEmpty }

    /// False for limits that cannot be, and for more uses than they allow.
    var isPossible: Bool {
        editable.isPossible && (0...(editable.maxUses ?? InviteLimits.maxUses.upperBound)).contains(history?.uses ?? 0)
    }
}
