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
