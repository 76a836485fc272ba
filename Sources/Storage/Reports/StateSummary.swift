package import InviteDomain

/// What is in a state, in numbers.
package struct StateSummary: Sendable {
    package private(set) var teams = 0
    package private(set) var acceptedMembers = 0
    package private(set) var pendingMembers = 0
    package private(set) var invites: [Invite.Status: Int] = [:]
    package private(set) var liveCredentials = 0
    package private(set) var footprint = Footprint()
    /// How many joined by an invite on each of the last days, oldest first, today last.
    package private(set) var joins: [Int]

    /// Counts everything there is; changes nothing.
    ///
    /// - Parameters:
    ///   - storage: where the state is.
    ///   - now: the moment for which the status of invites and credentials is told.
    ///   - days: how many days of joins to count, in UTC.
    /// - Throws: `StoreError` for the first thing that cannot be read.
    package init(_ storage: any StorageAdministration, at now: Timestamp, days: Int) throws {
        joins = [Int](repeating: 0, count: days)
        let all = storage.allTeams
        for id in try all.teamIDs() { _ = try all.read(id) { count($0, at: now) } }
        liveCredentials = try storage.credentials.all().count { (try? $0.caller(at: now)) != nil }
        footprint = try storage.footprint()
    }

    private mutating func count(_ team: Team, at now: Timestamp) {
        teams += 1
        let accepted = team.members.count(where: \.accepted)
        acceptedMembers += accepted
        pendingMembers += team.members.count - accepted
        for invite in team.invites.all { invites[invite.status(at: now), default: 0] += 1 }
        for member in team.members.joinedByInvite {
            let position = joins.count - 1 - Int(now.day - member.joinedAt.day)
            if joins.indices.contains(position) { joins[position] += 1 }
        }
    }
}

extension Timestamp {
    /// Days since 1970-01-01 in UTC.
    fileprivate var day: Int64 { milliseconds / 86_400_000 }
}
