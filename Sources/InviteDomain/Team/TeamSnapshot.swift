/// A team whole, as it stood after one event: what a compacted history begins with.
///
/// It stands for all events up to its own number and leaves out what no decision will ask for again: how things came to
/// be, and invites that have been dead for long.
package struct TeamSnapshot: Equatable, Sendable {
    package let profile: TeamProfile
    package let createdAt: Timestamp
    /// In the order of joining.
    package let members: [Member]
    /// Those who joined by an invite that is kept, and are members no more.
    package let former: [Member]
    /// Users who were members once.
    package let left: [UserID]
    /// The addresses of accepted members who had no number and were taken out.
    package let leftAddresses: [String]
    /// In the order in which they were made.
    package let invites: [InviteRecord]
    /// The marked requests that may still be sent again.
    package let requests: [RecentRequests.Entry]

    package init(
        profile: TeamProfile, createdAt: Timestamp, members: [Member], former: [Member], left: [UserID],
        leftAddresses: [String] = [], invites: [InviteRecord], requests: [RecentRequests.Entry]
    ) {
        self.profile = profile
        self.createdAt = createdAt
        self.members = members
        self.former = former
        self.left = left
        self.leftAddresses = leftAddresses
        self.invites = invites
        self.requests = requests
    }
}

/// An invite whole, as a snapshot states it.
package struct InviteRecord: Equatable, Sendable {
    /// Its `past` is its whole life so far, uses included.
    package let terms: InviteTerms
    /// How many of the uses were before the invite was brought here.
    package let usesElsewhere: Int
    /// How often it was edited or revoked.
    package let changes: Int
    package let updatedAt: Timestamp?
    package let revokedAt: Timestamp?

    package init(terms: InviteTerms, usesElsewhere: Int, changes: Int, updatedAt: Timestamp?, revokedAt: Timestamp?) {
        self.terms = terms
        self.usesElsewhere = usesElsewhere
        self.changes = changes
        self.updatedAt = updatedAt
        self.revokedAt = revokedAt
    }

    /// False for what no history could have made.
    var isPossible: Bool {
        guard let uses = terms.past?.uses, terms.isPossible, (0...Int(Int32.max)).contains(changes) else {
            return false
        }
        return (0...uses).contains(usesElsewhere)
    }
}

/// How long a compacted history keeps an invite that admits nobody any more.
package struct Retention: Equatable, Sendable {
    package let days: Int

    package init(days: Int) {
        self.days = days
    }

    package static let usual = Retention(days: 90)

    /// True for an invite that is alive, or has not been dead for long enough.
    ///
    /// One that was imported is kept until it expires, and for good if it was edited or revoked: its row may be imported
    /// again, and an invite that had been forgotten would come back to life.
    package func keeps(_ invite: Invite, at now: Timestamp) -> Bool {
        let isImported = invite.tokenDigest != nil
        if isImported, invite.version > 1 { return true }
        guard let death = isImported ? invite.expiresAt : invite.death(at: now) else { return true }
        return now < death.adding(days: days)
    }
}

extension Invite {
    /// Since when it has admitted nobody, for good as far as it goes; nil while it is live.
    fileprivate func death(at now: Timestamp) -> Timestamp? {
        switch status(at: now) {
        case .active, .paused: nil
        case .revoked: revokedAt
        case .expired: expiresAt
        case .exhausted: max(lastUsedAt ?? createdAt, updatedAt)
        }
    }
}

extension Team {
    /// All of this team that a history may not forget at this moment.
    ///
    /// An invite that was made by a request that may be sent again stays however dead it is.
    package func snapshot(keeping retention: Retention, at now: Timestamp) -> TeamSnapshot {
        let requests = recentRequests.all(at: now)
        let asked = Set(requests.map(\.inviteID))
        let kept = invites.all.filter { retention.keeps($0, at: now) || asked.contains($0.id) }
        let ids = Set(kept.map(\.id))
        return TeamSnapshot(
            profile: profile, createdAt: createdAt, members: Array(members),
            former: members.former.filter { $0.inviteID.map(ids.contains) ?? false }, left: members.left.sorted(),
            leftAddresses: members.leftAddresses.map { String(decoding: $0, as: UTF8.self) }.sorted(),
            invites: kept.map(\.record), requests: requests)
    }

    /// How much of this team a snapshot would keep: members, those who left, and invites.
    package func weight(keeping retention: Retention, at now: Timestamp) -> Int {
        let people = members.count + members.former.count + members.left.count + members.leftAddresses.count
        return people + invites.all.count { retention.keeps($0, at: now) }
    }
}
