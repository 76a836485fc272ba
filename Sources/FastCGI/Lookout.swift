/// A look at something other than requests, which a loop takes in between them.
package struct Lookout {
    private let interval: Duration
    private let sees: () -> Bool
    private var next: ContinuousClock.Instant

    /// Wires a lookout.
    ///
    /// - Parameters:
    ///   - interval: from one look to the next; the first is taken when it is over.
    ///   - sees: looks; true ends the loop.
    package init(every interval: Duration, _ sees: @escaping () -> Bool) {
        self.interval = interval
        self.sees = sees
        next = .now + interval
    }

    /// Looks if it is time to; true if the loop is to end.
    mutating func look() -> Bool {
        guard ContinuousClock.now >= next else { return false }
        defer { next = .now + interval }
        return sees()
    }

    /// Milliseconds until the next look, never negative.
    var rest: CInt { CInt(max(0, ((next - .now) / .milliseconds(1)).rounded(.up))) }
}
