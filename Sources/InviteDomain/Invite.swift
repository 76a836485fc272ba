/// A standing offer to join a team.
///
/// A process keeps every invite of the teams it serves in memory, so one is packed into 48 bytes: what is absent is a
/// value that cannot occur, and what few invites have is boxed.
package struct Invite: Equatable, Sendable {
    private let random: UInt64
    package let createdAt: Timestamp
    /// `Timestamp.never` stands for none.
    private let end: Timestamp
    private var rare: Boxed<Rare>?
    private let teamID: TeamID
    /// 0 stands for the operator.
    private let creator: UInt32
    /// 0 stands for no limit.
    private let useLimit: UInt32
    /// 0 stands for none.
    private let days: UInt16
    /// What the invite grants; fixed when it is made.
    package let role: Role

    /// What few invites have.
    private struct Rare: Equatable, Sendable {
        var extras: Extras
        var revokedAt: Timestamp?
    }

    /// An invite that `actor` made at `moment`.
    package init(_ terms: InviteTerms, at moment: Timestamp, by actor: Actor) {
        random = terms.id.random
        teamID = terms.id.teamID
        createdAt = moment
        creator = if case .user(let userID) = actor { userID.rawValue } else { 0 }
        role = terms.role
        end = terms.expiresAt ?? .never
        days = UInt16(clamping: terms.expiresInDays ?? 0)
        useLimit = UInt32(clamping: terms.maxUses ?? 0)
        rare = terms.extras == Extras() ? nil : .box(Rare(extras: terms.extras))
    }

    package var id: InviteID { InviteID(teamID: teamID, random: random) }

    package var createdBy: Actor { creator == 0 ? .operator : .user(UserID(unchecked: creator)) }

    /// From this moment on it admits nobody; nil: never.
    package var expiresAt: Timestamp? { end == .never ? nil : end }

    /// The life it was given, in days; nil when it never ends or ends at a moment that was named.
    package var expiresInDays: Int? { days == 0 ? nil : Int(days) }

    /// How many may join; nil: any number.
    package var maxUses: Int? { useLimit == 0 ? nil : Int(useLimit) }

    /// What a creator may add.
    package struct Extras: Equatable, Sendable {
        package var name: String?
        package var allowedEmailDomains: [String]
        package var metadata: [String: String]

        package init(name: String? = nil, allowedEmailDomains: [String] = [], metadata: [String: String] = [:]) {
            self.name = name
            self.allowedEmailDomains = allowedEmailDomains
            self.metadata = metadata
        }
    }

    package var extras: Extras { rare?.value.extras ?? Extras() }

    package var revokedAt: Timestamp? { rare?.value.revokedAt }

    /// What the invite is at a moment: computed, never stored, so that it cannot disagree with the facts.
    package func status(at now: Timestamp) -> Status {
        if revokedAt != nil { return .revoked }
        return end <= now ? .expired : .active
    }

    package enum Status: String, CaseIterable, Sendable {
        case active, expired, revoked
    }

    mutating func revoke(at moment: Timestamp) {
        rare = .box(Rare(extras: extras, revokedAt: moment))
    }
}

/// A value on the heap, so that its absence costs a word and not its size.
indirect enum Boxed<Value: Equatable & Sendable>: Equatable, Sendable {
    case box(Value)

    var value: Value {
        switch self {
        case .box(let value): value
        }
    }
}
