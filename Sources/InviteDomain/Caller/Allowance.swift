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
