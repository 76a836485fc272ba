/// What can be changed about an invite; an edit records all of it, not the difference.
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

    /// False for limits out of range, which no program has recorded; packed, such a number could stand for none.
    var isPossible: Bool {
        InviteLimits.maxUses.contains(maxUses ?? 1) && InviteLimits.expiresInDays.contains(expiresInDays ?? 1)
    }
}
