/// Remembers which team each request with an `Idempotency-Key` makes, before the team is there.
///
/// Numbers of teams follow each other, so a request that is sent again cannot tell by the number whether its team was
/// made. It finds here which one it was to be. What was noted is forgotten after 24 hours.
package protocol TeamRequests {
    /// Notes that a request makes this team, unless another one is noted for it already.
    ///
    /// - Parameters:
    ///   - id: the team that it is to make.
    ///   - key: names the request.
    ///   - other: what was noted before, and turned out to be a team of somebody else's.
    /// - Returns: the team that is noted now, on stable storage.
    /// - Throws: `idempotencyKeyReused` for the key of another request, and `StoreError`.
    func reserve(_ id: TeamID, for key: IdempotencyKey, insteadOf other: TeamID?) throws -> TeamID
}

/// What is noted of one request.
package struct TeamReservation: Equatable, Sendable {
    package let key: IdempotencyKey
    package let team: TeamID
    package let at: Timestamp

    package init(key: IdempotencyKey, team: TeamID, at: Timestamp) {
        self.key = key
        self.team = team
        self.at = at
    }

    /// The team that still counts for a request with the same fingerprint; nil if another may be noted.
    package func team(
        for key: IdempotencyKey, insteadOf other: TeamID?, at now: Timestamp
    ) throws(Refusal) -> TeamID? {
        guard isRecent(at: now) else { return nil }
        guard key == self.key else { throw .idempotencyKeyReused }
        return team == other ? nil : team
    }

    package func isRecent(at now: Timestamp) -> Bool { Self.isRecent(at, at: now) }

    static func isRecent(_ moment: Timestamp, at now: Timestamp) -> Bool { now < moment.adding(days: 1) }
}
