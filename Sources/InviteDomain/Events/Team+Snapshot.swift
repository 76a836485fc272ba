extension Team {
    /// All of this team that a history may not forget at this moment.
    ///
    /// An invite that was made by a request that may be sent again stays however dead it is.
    package func snapshot(keeping retention: Retention, at now: Timestamp) -> TeamSnapshot {
        let requests = recentRequests.all(at: now)
        let asked = Set(requests.map(\.inviteID))
        let kept = invites.all.filter { retention.keeps($0, at: now) || asked.contains($0.id) }
        let ids = Set(kept.map(\.id))
        var profile = profile
        if !TeamReservation.isRecent(createdAt, at: now) { profile.request = nil }
        return TeamSnapshot(
            profile: profile, createdAt: createdAt, members: Array(members),
            former: members.former.filter { $0.inviteID.map(ids.contains) ?? false }, left: members.left.sorted(),
            leftAddresses: members.leftAddresses.map { String(decoding: $0, as: UTF8.self) }.sorted(),
            keptOut: members.keptOut, invites: kept.map(\.record), requests: requests)
    }

    /// How much of this team a snapshot would keep: members, those who left or are kept out, and invites.
    package func weight(keeping retention: Retention, at now: Timestamp) -> Int {
        let people = members.count + members.former.count + members.left.count + members.leftAddresses.count
        return people + members.keptOut.count + invites.all.count { retention.keeps($0, at: now) }
    }
}
