package import InviteDomain

/// A team store without files: what the tests of the API run on.
///
/// It keeps the same contract as the one with files, but for durability; one suite of tests runs on both.
package final class MemoryTeamStore: TeamStore {
    private var teams: [TeamID: Team] = [:]
    private let clock: () -> Timestamp
    private var isUpdating = false
    /// Thrown by every call while it is set.
    package var failure: StoreError?
    private var failures: [TeamID: StoreError] = [:]

    package init(clock: @escaping () -> Timestamp) {
        self.clock = clock
    }

    /// Thrown by every update of one team from now on; nil ends it.
    package func failure(of id: TeamID, _ failure: StoreError?) { failures[id] = failure }

    package func teamIDs() throws -> [TeamID] {
        try fail()
        return teams.keys.sorted()
    }

    package func create(_ profile: TeamProfile, by author: Author) throws -> Bool {
        try fail()
        guard teams[profile.id] == nil else { return false }
        teams[profile.id] = try Team.begin([.teamCreated(profile)], by: author, at: clock()).team
        return true
    }

    package func read<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result? {
        try fail()
        return try teams[id].map(body)
    }

    package func update<Result>(
        _ id: TeamID,
        _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result? {
        precondition(!isUpdating, "an update of the store inside another")
        isUpdating = true
        defer { isUpdating = false }
        try fail()
        if let failure = failures[id] { throw failure }
        guard var team = teams[id] else { return nil }
        let now = clock()
        let decision = try decide(team, now)
        try team.record(decision.changes, by: decision.author, at: now)
        teams[id] = team
        return decision.result
    }

    private func fail() throws {
        if let failure { throw failure }
    }
}
