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
        guard parts.count == 2, let count = Int(positive: parts[0]), let seconds = Int(positive: parts[1]),
            count <= 1_000_000, seconds <= 86_400
        else { return nil }
        self.init(count: count, seconds: seconds)
    }
}
