/// What an edit of an invite replaces, whole.
package struct EditableTerms: Equatable, Sendable {
    package var expiresAt: Timestamp?
    package var expiresInDays: Int?
    package var maxUses: Int?
    package var isPaused: Bool
    package var extras: InviteExtras

    package init(
        expiresAt: Timestamp?, expiresInDays: Int?, maxUses: Int?, isPaused: Bool = false,
        extras: InviteExtras = InviteExtras()
    ) {
        self.expiresAt = expiresAt
        self.expiresInDays = expiresInDays
        self.maxUses = maxUses
        self.isPaused = isPaused
        self.extras = extras
    }

    /// False for what was never decided on: what is out of range would be taken for a limit that is not there.
    var isPossible: Bool {
        InviteLimits.maxUses.contains(maxUses ?? 1) && InviteLimits.expiresInDays.contains(expiresInDays ?? 1)
    }
}
