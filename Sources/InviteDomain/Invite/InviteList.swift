/// A team's invites in the order in which they were made.
package struct InviteList: Sendable {
    private var ordered: [Invite] = []
    private var revokedCount = 0
    /// Positions in a long list, of all but the newest invites.
    private var index = InviteIndex()

    /// Up to this length a list is searched from end to end: in 3 µs at most, where the index would take 30 to be filled.
    private static let longestSearch = 4096
    /// So many of the newest invites may be missing in the index; they are searched one by one.
    private static let newest = 64

    private var liveBound = LiveInviteBound()

    /// The subjects that have made invites: what one of them is called is kept once, however many invites they make.
    private var creators: Set<Subject> = []

    package var count: Int { ordered.count }

    /// Oldest first.
    package var all: [Invite] { ordered }

    package subscript(id: InviteID) -> Invite? {
        position(of: id).map { ordered[$0] }
    }

    /// True if fewer than `limit` invites are live at `now`.
    ///
    /// They are counted one by one only if neither the number of invites that were never revoked nor the bound is below
    /// the limit.
    func hasRoom(for limit: Int, at now: Timestamp) -> Bool {
        if ordered.count - revokedCount < limit || liveBound.isBelow(limit, at: now) { return true }
        return ordered.count { $0.isLive(at: now) } < limit
    }

    /// Extends the index, if enough invites are new to make it worth while.
    mutating func settle() {
        if ordered.count > Self.longestSearch, ordered.count - index.count > Self.newest { index.extend(to: ordered) }
    }

    /// Counts the live invites anew, if the bound may have grown too far from the truth.
    mutating func recount(at now: Timestamp) {
        guard liveBound.isWorthCounting(among: ordered.count) else { return }
        liveBound.counted(ordered.count { $0.isLive(at: now) }, at: now)
    }

    mutating func append(_ invite: Invite) {
        // By a quarter, not twofold: there are many lists and they are most of a process's memory. Of a long one the
        // part that is not in use costs nothing.
        if ordered.count == ordered.capacity, ordered.count <= Self.longestSearch {
            ordered.reserveCapacity(ordered.count + ordered.count / 4 + 4)
        }
        ordered.append(shared(invite))
        if invite.revokedAt != nil { revokedCount += 1 }
        liveBound.grow()
    }

    /// The same invite, with the creator's subject as it is kept already.
    private mutating func shared(_ invite: Invite) -> Invite {
        guard let subject = invite.creatingSubject else { return invite }
        var invite = invite
        invite.creatingSubject = creators.insert(subject).memberAfterInsert
        return invite
    }

    mutating func redeem(_ id: InviteID, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        let status = ordered[position].status(at: moment)
        guard status == .active else { throw EventMismatch("invite \(id) admits somebody although it is \(status)") }
        ordered[position].redeem(at: moment)
    }

    mutating func edit(_ id: InviteID, _ editable: EditableTerms, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        guard editable.isPossible, editable.maxUses ?? .max >= ordered[position].uses else {
            throw EventMismatch("invite \(id) is given a limit that cannot be")
        }
        guard ordered[position].revokedAt == nil else { throw EventMismatch("invite \(id) was revoked before") }
        ordered[position].edit(editable, at: moment)
        liveBound.grow()
    }

    mutating func revoke(_ id: InviteID, at moment: Timestamp) throws(EventMismatch) {
        let position = try existing(id)
        guard ordered[position].revokedAt == nil else { throw EventMismatch("invite \(id) was revoked before") }
        ordered[position].revoke(at: moment)
        revokedCount += 1
    }

    private mutating func existing(_ id: InviteID) throws(EventMismatch) -> Int {
        settle()
        guard let position = position(of: id) else { throw EventMismatch("invite \(id) was never created") }
        return position
    }

    /// The newest are searched first, since they are asked for most.
    private func position(of id: InviteID) -> Int? {
        ordered[index.count...].lastIndex { $0.id == id } ?? index.position(of: id, in: ordered)
    }
}
