/// One step in the life of a team, as its ledger keeps it: who did what, and when.
package struct Event: Equatable, Sendable {
    /// Counts from 1 without gaps.
    package let sequence: Int
    package let at: Timestamp
    package let by: Actor
    package let change: Change

    package init(sequence: Int, at: Timestamp, by: Actor, change: Change) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.change = change
    }
}

/// What an event changes, in one atomic step.
package enum Change: Equatable, Sendable {
    case teamCreated(TeamProfile)
    /// What a compacted history begins with, under the number of the last event that it stands for.
    case teamSnapshot(TeamSnapshot)
    case memberAdded(MemberTerms)
    /// The numbers are memberships' ids.
    case memberChanged(Int, MemberEdit)
    case memberRemoved(Int)
    /// Somebody who waits to be let in has corrected what they had sent.
    case memberCorrected(Int, email: String, name: String?)
    case inviteCreated(InviteTerms)
    case inviteEdited(InviteID, InviteSettings)
    /// The link was shown again; it changes nothing, and is kept for whoever wants to know who has seen it.
    case inviteLinkShown(InviteID)
    /// Somebody used an invite: the use and the membership in one.
    case inviteRedeemed(InviteID, MemberTerms)
    case inviteRevoked(InviteID)
}

/// What a team is, apart from who is in it.
package struct TeamProfile: Equatable, Sendable {
    package let id: TeamID
    package let name: String
    package let slug: String?
    /// The organization that the team belongs to.
    package let parentID: TeamID?
    package let isOrganization: Bool

    package init(id: TeamID, name: String, slug: String?, parentID: TeamID?, isOrganization: Bool) {
        self.id = id
        self.name = name
        self.slug = slug
        self.parentID = parentID
        self.isOrganization = isOrganization
    }
}

/// A membership as an event states it; the event itself says when it began and under which id.
package struct MemberTerms: Equatable, Sendable {
    package let userID: UserID?
    package let role: Role
    package let accepted: Bool
    package let disableImpersonation: Bool
    package let email: String?
    package let name: String?
    /// Since when, for a member who was brought along from elsewhere; nil: from the event on.
    package let joinedAt: Timestamp?
    /// Of the form that somebody sent at the sign-up page.
    package let submission: SecretDigest?

    package init(
        userID: UserID?, role: Role, accepted: Bool, disableImpersonation: Bool = false, email: String? = nil,
        name: String? = nil, joinedAt: Timestamp? = nil, submission: SecretDigest? = nil
    ) {
        self.userID = userID
        self.role = role
        self.accepted = accepted
        self.disableImpersonation = disableImpersonation
        self.email = email
        self.name = name
        self.joinedAt = joinedAt
        self.submission = submission
    }
}

/// An invite as an event states it; the event itself says when and by whom it was made.
package struct InviteTerms: Equatable, Sendable {
    package let id: InviteID
    package let role: Role
    package let settings: InviteSettings
    private let rare: Boxed<Rare>?

    /// What few invites have.
    private struct Rare: Equatable, Sendable {
        let mark: RequestMark?
        let tokenDigest: SecretDigest?
        let past: Past?
    }

    package init(
        id: InviteID, role: Role, settings: InviteSettings, mark: RequestMark? = nil, tokenDigest: SecretDigest? = nil,
        past: Past? = nil
    ) {
        self.id = id
        self.role = role
        self.settings = settings
        let isUsual = mark == nil && tokenDigest == nil && past == nil
        rare = isUsual ? nil : .box(Rare(mark: mark, tokenDigest: tokenDigest, past: past))
    }

    /// The request that made it, if it may be sent again.
    package var mark: RequestMark? { rare?.value.mark }

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
        settings.isPossible && (0...(settings.maxUses ?? Int(Int32.max))).contains(past?.uses ?? 0)
    }
}

/// What can be edited of an invite, whole.
package struct InviteSettings: Equatable, Sendable {
    package var expiresAt: Timestamp?
    package var expiresInDays: Int?
    package var maxUses: Int?
    package var isPaused: Bool
    package var extras: Invite.Extras

    package init(
        expiresAt: Timestamp?, expiresInDays: Int?, maxUses: Int?, isPaused: Bool = false,
        extras: Invite.Extras = Invite.Extras()
    ) {
        self.expiresAt = expiresAt
        self.expiresInDays = expiresInDays
        self.maxUses = maxUses
        self.isPaused = isPaused
        self.extras = extras
    }

    /// False for what was never decided on: what is out of range would be taken for a limit that is not there.
    var isPossible: Bool {
        (1...Int(Int32.max)).contains(maxUses ?? 1) && (1...365).contains(expiresInDays ?? 1)
    }
}

/// An event that does not fit the events before it: the history is damaged.
package struct EventMismatch: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
