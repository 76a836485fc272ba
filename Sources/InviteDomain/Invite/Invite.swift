/// A standing offer to join a team.
///
/// A process keeps every invite of the teams it serves in memory, so one is packed into 64 bytes: what is absent is a
/// value that cannot occur, and what few invites have is boxed.
package struct Invite: Equatable, Sendable {
    private let random: UInt64
    package let createdAt: Timestamp
    /// `Timestamp.never` stands for none.
    private var end: Timestamp
    /// `Timestamp.never` stands for none.
    private var lastUse: Timestamp
    private var rare: Boxed<Rare>?
    private let teamID: TeamID
    /// 0 stands for the operator.
    private let creator: UInt32
    /// 0 stands for no limit.
    private var useLimit: UInt32
    private var useCount: UInt32
    /// How often it was edited or revoked.
    private var changeCount: UInt32 = 0
    /// 0 stands for none.
    private var days: UInt16
    /// What the invite grants; fixed when it is made.
    package let role: Role

    /// What few invites have.
    private struct Rare: Equatable, Sendable {
        var extras = InviteExtras()
        var isPaused = false
        var tokenDigest: SecretDigest?
        var usesElsewhere = 0
        var updatedAt: Timestamp?
        var revokedAt: Timestamp?

        init() {}

        init(_ terms: InviteTerms) {
            extras = terms.settings.extras
            isPaused = terms.settings.isPaused
            tokenDigest = terms.tokenDigest
            usesElsewhere = terms.past?.uses ?? 0
        }

        /// True for what most invites are.
        var isNothing: Bool {
            extras.isEmpty && !isPaused && tokenDigest == nil && usesElsewhere == 0 && updatedAt == nil
                && revokedAt == nil
        }
    }

    /// An invite that `actor` made at `moment`.
    package init(_ terms: InviteTerms, at moment: Timestamp, by actor: Actor) {
        random = terms.id.random
        teamID = terms.id.teamID
        createdAt = terms.past?.createdAt ?? moment
        creator = (terms.past?.createdBy ?? actor).userID?.rawValue ?? 0
        role = terms.role
        (end, useLimit, days) = Self.packed(terms.settings)
        useCount = UInt32(clamping: terms.past?.uses ?? 0)
        lastUse = terms.past?.lastUsedAt ?? .never
        rare = terms.isPlain ? nil : Self.boxed(Rare(terms))
    }

    /// An invite as a snapshot states it.
    init(_ record: InviteRecord) {
        self.init(record.terms, at: .never, by: .operator)
        changeCount = UInt32(clamping: record.changes)
        var value = rare?.value ?? Rare()
        value.usesElsewhere = record.usesElsewhere
        value.updatedAt = record.updatedAt
        value.revokedAt = record.revokedAt
        rare = Self.boxed(value)
    }

    /// All there is to know of it, for a snapshot.
    var record: InviteRecord {
        let past = InviteTerms.Past(createdAt: createdAt, createdBy: createdBy, uses: uses, lastUsedAt: lastUsedAt)
        let terms = InviteTerms(id: id, role: role, settings: settings, tokenDigest: tokenDigest, past: past)
        return InviteRecord(
            terms: terms, usesElsewhere: usesElsewhere, changes: Int(changeCount), updatedAt: rare?.value.updatedAt,
            revokedAt: revokedAt)
    }

    package var id: InviteID { InviteID(teamID: teamID, random: random) }

    package var createdBy: Actor { creator == 0 ? .operator : .user(UserID(unchecked: creator)) }

    /// From this moment on it admits nobody; nil: never.
    package var expiresAt: Timestamp? { end == .never ? nil : end }

    /// The life it was given, in days; nil when it never ends or ends at a moment that was named.
    package var expiresInDays: Int? { days == 0 ? nil : Int(days) }

    /// How many may join; nil: any number.
    package var maxUses: Int? { useLimit == 0 ? nil : Int(useLimit) }

    /// How many have joined; it only goes up, also when somebody leaves again.
    package var uses: Int { Int(useCount) }

    /// How many of them joined before the invite was brought here; the ledger tells of the others.
    package var usesElsewhere: Int { rare?.value.usesElsewhere ?? 0 }

    /// How many may still join; nil: any number.
    package var remainingUses: Int? { maxUses.map { max(0, $0 - uses) } }

    package var lastUsedAt: Timestamp? { lastUse == .never ? nil : lastUse }

    package var extras: InviteExtras { rare?.value.extras ?? InviteExtras() }

    /// True while its admins hold it back.
    package var isPaused: Bool { rare?.value.isPaused ?? false }

    /// Of the token that another program made for it; nil for an invite that was made here.
    package var tokenDigest: SecretDigest? { rare?.value.tokenDigest }

    /// When it was edited or revoked last; when it was made, if never.
    package var updatedAt: Timestamp { rare?.value.updatedAt ?? createdAt }

    package var revokedAt: Timestamp? { rare?.value.revokedAt }

    /// Counts what admins do to the invite, from 1; joining does not count, or busy links could not be edited.
    package var version: Int { Int(changeCount) + 1 }

    /// All that can be edited.
    package var settings: InviteSettings {
        InviteSettings(
            expiresAt: expiresAt, expiresInDays: expiresInDays, maxUses: maxUses, isPaused: isPaused, extras: extras)
    }

    mutating func redeem(at moment: Timestamp) {
        useCount += 1
        lastUse = moment
    }

    mutating func edit(_ settings: InviteSettings, at moment: Timestamp) {
        (end, useLimit, days) = Self.packed(settings)
        changeRare(at: moment) {
            $0.extras = settings.extras
            $0.isPaused = settings.isPaused
        }
    }

    mutating func revoke(at moment: Timestamp) {
        changeRare(at: moment) { $0.revokedAt = moment }
    }

    private mutating func changeRare(at moment: Timestamp, _ change: (inout Rare) -> Void) {
        var value = rare?.value ?? Rare()
        value.updatedAt = moment
        change(&value)
        rare = Self.boxed(value)
        changeCount += 1
    }

    private static func boxed(_ rare: Rare) -> Boxed<Rare>? { rare.isNothing ? nil : .box(rare) }

    private static func packed(_ settings: InviteSettings) -> (end: Timestamp, useLimit: UInt32, days: UInt16) {
        (
            settings.expiresAt ?? .never, UInt32(clamping: settings.maxUses ?? 0),
            UInt16(clamping: settings.expiresInDays ?? 0)
        )
    }
}
