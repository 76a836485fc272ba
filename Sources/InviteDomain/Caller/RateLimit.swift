/// So many requests in so many seconds.
package struct RateLimit: Equatable, Sendable {
    package let count: Int
    package let seconds: Int

    package init(count: Int, seconds: Int) {
        self.count = count
        self.seconds = seconds
    }

    /// Reads `120/60`: at most 120 requests in 60 seconds; nil for any other form, and beyond a million or a day.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let count = UserID(parts[0])?.number, let seconds = UserID(parts[1])?.number,
            count <= 1_000_000, seconds <= 86_400
        else { return nil }
        self.init(count: count, seconds: seconds)
    }
}

/// What somebody may still do.
package struct Allowance: Equatable, Sendable {
    /// False for what is one too many.
    package let isGranted: Bool
    package let limit: Int
    package let remaining: Int
    /// Until the count begins anew, rounded up.
    package let secondsLeft: Int

    package init(isGranted: Bool, limit: Int, remaining: Int, secondsLeft: Int) {
        self.isGranted = isGranted
        self.limit = limit
        self.remaining = remaining
        self.secondsLeft = secondsLeft
    }
}

/// How often somebody has come since their window began; the first who comes after its end begins another.
package struct RateWindow: Equatable, Sendable {
    package var start: Timestamp
    package var count: Int

    package init(start: Timestamp, count: Int) {
        self.start = start
        self.count = count
    }

    /// Counts one more at `now`, if there is room for it.
    package mutating func take(_ limit: RateLimit, at now: Timestamp) -> Allowance {
        if isOver(limit, at: now) { self = RateWindow(start: now, count: 0) }
        let isGranted = count < limit.count
        if isGranted { count += 1 }
        return allowance(limit, at: now, isGranted: isGranted)
    }

    /// Whether there is room for one more.
    package func look(_ limit: RateLimit, at now: Timestamp) -> Allowance {
        let window = isOver(limit, at: now) ? RateWindow(start: now, count: 0) : self
        return window.allowance(limit, at: now, isGranted: window.count < limit.count)
    }

    /// Also when the clock was set back, or a window would never end.
    package func isOver(_ limit: RateLimit, at now: Timestamp) -> Bool {
        now < start || now >= start.adding(seconds: limit.seconds)
    }

    private func allowance(_ limit: RateLimit, at now: Timestamp, isGranted: Bool) -> Allowance {
        let left = start.adding(seconds: limit.seconds).milliseconds - now.milliseconds
        return Allowance(
            isGranted: isGranted, limit: limit.count, remaining: max(0, limit.count - count),
            secondsLeft: Int((left + 999) / 1000)
        )
    }
}

/// Counts requests for all processes of a service together.
///
/// What is counted is worth no waiting and no disk: whoever cannot count in time lets the request pass, and a restart of
/// the machine begins anew.
package protocol RequestCounter {
    /// Counts one more request of `tracker`, if there is room for it.
    func take(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance

    /// Whether there is room for one more.
    func look(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance
}
