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
    case memberAdded(MemberTerms)
    /// The numbers are memberships' ids.
    case memberChanged(Int, role: Role, accepted: Bool)
    case memberRemoved(Int)
    case inviteCreated(InviteTerms)
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
    package let userID: UserID
    package let role: Role
    package let accepted: Bool
    package let email: String?
    package let name: String?

    package init(userID: UserID, role: Role, accepted: Bool, email: String?, name: String?) {
        self.userID = userID
        self.role = role
        self.accepted = accepted
        self.email = email
        self.name = name
    }
}

/// An invite as an event states it; the event itself says when and by whom it was made.
package struct InviteTerms: Equatable, Sendable {
    package let id: InviteID
    package let role: Role
    package let expiresAt: Timestamp?
    package let expiresInDays: Int?
    package let maxUses: Int?
    package let extras: Invite.Extras

    package init(
        id: InviteID, role: Role, expiresAt: Timestamp?, expiresInDays: Int?, maxUses: Int?,
        extras: Invite.Extras = Invite.Extras()
    ) {
        self.id = id
        self.role = role
        self.expiresAt = expiresAt
        self.expiresInDays = expiresInDays
        self.maxUses = maxUses
        self.extras = extras
    }
}

/// An event that does not fit the events before it: the history is damaged.
package struct EventMismatch: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
