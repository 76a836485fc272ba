extension Invite {
    package enum Status: String, CaseIterable, Sendable {
        case active, paused, exhausted, expired, revoked

        /// True while it admits somebody, or will when it is resumed.
        var isLive: Bool { self == .active || self == .paused }
    }

    /// What the invite is at a moment: computed, never stored, so that it cannot disagree with the facts.
    package func status(at now: Timestamp) -> Status {
        if revokedAt != nil { return .revoked }
        if let expiresAt, expiresAt <= now { return .expired }
        if isPaused { return .paused }
        return remainingUses == 0 ? .exhausted : .active
    }

    /// True while it admits somebody, or will when it is resumed.
    package func isLive(at now: Timestamp) -> Bool { status(at: now).isLive }
}
