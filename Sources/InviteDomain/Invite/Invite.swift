/// A standing offer to join a team, as its events have made it so far.
///
/// An invite has a type at each stage of its life:
///
/// * requested: `InviteOptions` for a new invite, `InviteEdit` for a change; what a caller sent, not checked yet.
/// * decided: `InviteTerms`, and in them `EditableTerms`; what an event says for good.
/// * standing: `Invite`; what decisions look at. `PackedInvite` holds its values.
/// * recorded: `InviteRecord`; terms and what has become of them, in a snapshot that stands for the events.
package struct Invite: Equatable, Sendable {
    private var packed: PackedInvite

    package var id: InviteID { packed.id }

    /// What the invite grants; fixed when it is made.
    package var role: Role { packed.role }

    package var createdAt: Timestamp { packed.createdAt }

    package var createdBy: Author { packed.createdBy }

    /// From this moment on it admits nobody; nil: never.
    package var expiresAt: Timestamp? { packed.expiresAt }

    /// The life it was given, in days; nil when it never ends or ends at a moment that was named.
    package var expiresInDays: Int? { packed.expiresInDays }

    /// How many may join; nil: any number.
    package var maxUses: Int? { packed.maxUses }

    /// How many have joined; it only goes up, also when somebody leaves again.
    package var uses: Int { packed.uses }

    /// How many of them joined before the invite was imported; the ledger tells of the others.
    package var usesElsewhere: Int { packed.rare?.usesElsewhere ?? 0 }

    /// How many may still join; nil: any number.
    package var remainingUses: Int? { maxUses.map { max(0, $0 - uses) } }

    package var lastUsedAt: Timestamp? { packed.lastUsedAt }

    package var extras: InviteExtras { packed.rare?.extras ?? InviteExtras() }

    /// True while its admins hold it back.
    package var isPaused: Bool { packed.rare?.isPaused ?? false }

    /// Of the token that another program made for it; nil for an invite that was made here.
    package var tokenDigest: SecretDigest? { packed.rare?.tokenDigest }

    /// When it was edited or revoked last; when it was made, if never.
    package var updatedAt: Timestamp { packed.rare?.updatedAt ?? createdAt }

    package var revokedAt: Timestamp? { packed.rare?.revokedAt }

    /// Counts what admins do to the invite, from 1; joining does not count, or busy links could not be edited.
    package var version: Int { packed.changes + 1 }

    /// All that can be edited.
    package var editable: EditableTerms {
        EditableTerms(
            expiresAt: expiresAt, expiresInDays: expiresInDays, maxUses: maxUses, isPaused: isPaused, extras: extras)
    }

    /// An invite that `author` made at `moment`, unless it was made elsewhere before.
    package init(_ terms: InviteTerms, at moment: Timestamp, by author: Author) {
        let history = terms.history
        packed = PackedInvite(
            id: terms.id, role: terms.role, createdAt: history?.createdAt ?? moment,
            createdBy: history?.createdBy ?? author)
        setLimits(terms.editable)
        if terms.isPlain { return }
        packed.uses = history?.uses ?? 0
        packed.lastUsedAt = history?.lastUsedAt
        packed.rare = PackedInvite.Rare(
            extras: terms.editable.extras, isPaused: terms.editable.isPaused, tokenDigest: terms.tokenDigest,
            usesElsewhere: history?.uses ?? 0)
    }

    /// Who made it, if it was a subject.
    var creatingSubject: Subject? {
        get { packed.subject }
        set { packed.subject = newValue }
    }

    mutating func redeem(at moment: Timestamp) {
        packed.uses += 1
        packed.lastUsedAt = moment
    }

    mutating func edit(_ editable: EditableTerms, at moment: Timestamp) {
        setLimits(editable)
        change(at: moment) {
            $0.extras = editable.extras
            $0.isPaused = editable.isPaused
        }
    }

    mutating func revoke(at moment: Timestamp) {
        change(at: moment) { $0.revokedAt = moment }
    }

    private mutating func setLimits(_ editable: EditableTerms) {
        packed.expiresAt = editable.expiresAt
        packed.expiresInDays = editable.expiresInDays
        packed.maxUses = editable.maxUses
    }

    /// Counts what an admin does to the invite.
    private mutating func change(at moment: Timestamp, _ change: (inout PackedInvite.Rare) -> Void) {
        var rare = packed.rare ?? PackedInvite.Rare()
        change(&rare)
        rare.updatedAt = moment
        packed.rare = rare
        packed.changes += 1
    }
}

extension Invite {
    /// An invite as a snapshot states it.
    init(_ record: InviteRecord) {
        self.init(record.terms, at: .never, by: .operator)
        packed.changes = record.changes
        var rare = packed.rare ?? PackedInvite.Rare()
        rare.usesElsewhere = record.usesElsewhere
        rare.updatedAt = record.updatedAt
        rare.revokedAt = record.revokedAt
        packed.rare = rare
    }

    /// All there is to know of it, for a snapshot.
    var record: InviteRecord {
        let history = InviteHistory(createdAt: createdAt, createdBy: createdBy, uses: uses, lastUsedAt: lastUsedAt)
        let terms = InviteTerms(id: id, role: role, editable: editable, tokenDigest: tokenDigest, history: history)
        return InviteRecord(
            terms: terms, usesElsewhere: usesElsewhere, changes: packed.changes, updatedAt: packed.rare?.updatedAt,
            revokedAt: revokedAt)
    }
}
