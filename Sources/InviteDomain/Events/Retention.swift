/// How long a compacted history keeps an invite that admits nobody any more.
package struct Retention: Equatable, Sendable {
    package let days: Int

    package init(days: Int) {
        self.days = days
    }

    package static let usual = Retention(days: 90)

    /// True for an invite that is active or paused, or has been neither for less than `days`.
    ///
    /// An imported invite is kept until it expires, and for ever if it was edited or revoked: its row may be imported
    /// again, and if the invite were forgotten, the import would make it anew as it was before.
    package func keeps(_ invite: Invite, at now: Timestamp) -> Bool {
        let isImported = invite.tokenDigest != nil
        if isImported, invite.version > 1 { return true }
        guard let death = isImported ? invite.expiresAt : invite.death(at: now) else { return true }
        return now < death.adding(days: days)
    }
}

extension Invite {
    /// Since when it is neither active nor paused; nil while it is one of them.
    fileprivate func death(at now: Timestamp) -> Timestamp? {
        switch status(at: now) {
        case .active, .paused: nil
        case .revoked: revokedAt
        case .expired: expiresAt
        case .exhausted: max(lastUsedAt ?? createdAt, updatedAt)
        }
    }
}
