/// A team's invites in the order in which they were made.
package struct InviteList: Sendable {
    private var ordered: [Invite] = []
    private var revokedCount = 0
    /// Where each invite stands, by the random part of its id; empty while the list is short enough to be searched.
    private var positions: [UInt64: Int32] = [:]

    private static let longestSearch = 4096

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
        return ordered.count { $0.isLive(at: now) } < limit
    }

    mutating func append(_ invite: Invite) {
        // By a quarter, not twofold: there are many lists and they are most of a process's memory.
        if ordered.count == ordered.capacity { ordered.reserveCapacity(ordered.count + ordered.count / 4 + 4) }
        ordered.append(invite)
        if invite.revokedAt != nil { revokedCount += 1 }
        if !positions.isEmpty {
            positions[invite.id.random] = Int32(ordered.count - 1)
        } else if ordered.count > Self.longestSearch {
            for (position, invite) in ordered.enumerated() { positions[invite.id.random] = Int32(position) }
        }
    }

    mutating func redeem(_ id: InviteID, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        let status = ordered[position].status(at: moment)
        guard status == .active else { throw EventMismatch("invite \(id) admits somebody although it is \(status)") }
        ordered[position].redeem(at: moment)
    }

    mutating func edit(_ id: InviteID, _ settings: InviteSettings, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        guard settings.isPossible, settings.maxUses ?? .max >= ordered[position].uses else {
            throw EventMismatch("invite \(id) is given a limit that cannot be")
        }
        guard ordered[position].revokedAt == nil else { throw EventMismatch("invite \(id) was revoked before") }
        ordered[position].edit(settings, at: moment)
    }

    mutating func revoke(_ id: InviteID, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        guard ordered[position].revokedAt == nil else { throw EventMismatch("invite \(id) was revoked before") }
        ordered[position].revoke(at: moment)
        revokedCount += 1
    }

    private func existing(_ id: InviteID) throws(EventMismatch) -> Int {
        guard let position = position(of: id) else { throw EventMismatch("invite \(id) was never created") }
        return position
    }

    /// Searched from the newest, which is asked for most.
    private func position(of id: InviteID) -> Int? {
        if positions.isEmpty { return ordered.lastIndex { $0.id == id } }
        return positions[id.random].map(Int.init).flatMap { ordered[$0].id == id ? $0 : nil }
    }
}
