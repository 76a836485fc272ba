import ServiceSettings

/// How long a process waits for what keeps it from serving.
struct Wait {
    private let start: ContinuousClock.Instant
    /// What keeps it, as it was last seen.
    private(set) var cause: any Error

    /// Begins to wait.
    init(for cause: any Error, since start: ContinuousClock.Instant) {
        self.cause = cause
        self.start = start
    }

    /// Notes what keeps it now; true if that is another thing than before.
    mutating func goesOn(for cause: any Error) -> Bool {
        defer { self.cause = cause }
        return "\(cause)" != "\(self.cause)"
    }

    /// True when another process should try: soon for a state, which may be there and out of sight, and not so soon for
    /// settings, which somebody has to change.
    func isOver(at now: ContinuousClock.Instant) -> Bool {
        now - start >= (cause is SettingsProblem ? .seconds(60) : .seconds(10))
    }
}
