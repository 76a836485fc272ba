package import InviteDomain

/// What is noted of requests that make teams, without files.
package struct MemoryTeamRequests: TeamRequests {
    private let state: MemoryState
    private let clock: () -> Timestamp

    package init(on state: MemoryState, clock: @escaping () -> Timestamp) {
        self.state = state
        self.clock = clock
    }

    package func reserve(_ id: TeamID, for key: IdempotencyKey, insteadOf other: TeamID?) throws -> TeamID {
        let noted = state.reservations[key.fingerprint]
        if let team = try noted?.team(for: key, insteadOf: other, at: clock()) { return team }
        state.reservations[key.fingerprint] = TeamReservation(key: key, team: id, at: clock())
        return id
    }
}
