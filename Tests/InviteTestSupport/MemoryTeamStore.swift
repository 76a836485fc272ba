package import InviteDomain

/// A team store without files: what the tests of the API run on.
///
/// It keeps the same contract as the one with files, but for durability; one suite of tests runs on both. It waits for
/// nobody: a team on which another store decides is busy.
package final class MemoryTeamStore: TeamStore {
    private let state: MemoryState
    private let clock: () -> Timestamp
    private var isUpdating = false
    /// Thrown by every call while it is set.
    package var failure: StoreError?
    private var failures: [TeamID: StoreError] = [:]

    package init(on state: MemoryState = MemoryState(), clock: @escaping () -> Timestamp) {
        self.state = state
        self.clock = clock
    }

    /// Thrown by every update of one team from now on; nil ends it.
    package func failure(of id: TeamID, _ failure: StoreError?) { failures[id] = failure }

    package func teamIDs() throws -> [TeamID] {
        try fail()
        return state.teams.keys.sorted()
    }

    package func create(_ profile: TeamProfile, with changes: [Change], by author: Author) throws -> Bool {
        try fail()
        guard state.teams[profile.id] == nil else { return false }
        (state.teams[profile.id], state.histories[profile.id]) = try Team.begin(
            [.teamCreated(profile)] + changes, by: author, at: clock())
        return true
    }

    /// All that ever happened to a team.
    package func events(of id: TeamID) -> [Event] { state.histories[id] ?? [] }

    /// Puts what a snapshot says of a team in its place.
    package func compact(_ id: TeamID, keeping retention: Retention) throws {
        guard let team = state.teams[id] else { return }
        let now = clock()
        let snapshot = Change.teamSnapshot(team.snapshot(keeping: retention, at: now))
        state.teams[id] = try Team(Event(sequence: team.sequence, at: now, by: .operator, change: snapshot))
    }

    package func read<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result? {
        try fail()
        return try state.teams[id].map(body)
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
        guard state.teams[id] != nil else { return nil }
        guard state.deciding.insert(id).inserted else { throw StoreError(.busy, "somebody decides on team \(id)") }
        defer { state.deciding.remove(id) }
        guard var team = state.teams[id] else { return nil }
        let now = clock()
        let decision = try decide(team, now)
        let events = try team.record(decision.changes, by: decision.author, at: now)
        if state.isFull { throw StoreError(.unavailable, "no room is left") }
        state.teams[id] = team
        state.histories[id, default: []] += events
        return decision.result
    }

    private func fail() throws {
        if let failure { throw failure }
    }
}
