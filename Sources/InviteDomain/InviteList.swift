/// A team's invites in the order in which they were made.
package struct InviteList: Sendable {
    private var ordered: [Invite] = []
    private var revokedCount = 0

    package var count: Int { ordered.count }

    /// Oldest first.
    package var all: [Invite] { ordered }

    package subscript(id: InviteID) -> Invite? {
        position(of: id).map { ordered[$0] }
    }

    /// True if fewer than `limit` invites are live at `now`.
    ///
    /// Counts them one by one only when all that were never revoked would not fit.
    func hasRoom(for limit: Int, at now: Timestamp) -> Bool {
        if ordered.count - revokedCount < limit { return true }
        return ordered.count { $0.status(at: now) == .active } < limit
    }

    mutating func append(_ invite: Invite) {
        // By a quarter, not twofold: there are many lists and they are most of a process's memory.
        if ordered.count == ordered.capacity { ordered.reserveCapacity(ordered.count + ordered.count / 4 + 4) }
        ordered.append(invite)
    }

    mutating func revoke(_ id: InviteID, at moment: Timestamp) throws(EventMismatch) {
        guard let position = position(of: id) else { throw EventMismatch("invite \(id) was never created") }
        guard ordered[position].revokedAt == nil else { throw EventMismatch("invite \(id) was revoked before") }
        ordered[position].revoke(at: moment)
        revokedCount += 1
    }

    /// Searched from the newest, which is asked for most.
    private func position(of id: InviteID) -> Int? {
        ordered.lastIndex { $0.id == id }
    }
}
