package import InviteDomain

/// A clock that the test moves.
package final class TestClock {
    package var now = noon
    /// How much later it is each time it was asked, in seconds.
    package var step = 0

    package init() {}

    package func tell() -> Timestamp {
        defer { now = now.adding(seconds: step) }
        return now
    }
}
