package import InviteDomain

/// Counts requests without a file.
package final class MemoryRequestCounter: RequestCounter {
    private var windows: [Fingerprint: RateWindow] = [:]

    package init() {}

    package func take(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance {
        windows[tracker, default: RateWindow(start: now, count: 0)].take(limit, at: now)
    }

    package func look(_ tracker: Fingerprint, _ limit: RateLimit, at now: Timestamp) -> Allowance {
        (windows[tracker] ?? RateWindow(start: now, count: 0)).look(limit, at: now)
    }
}
