import Glibc

/// Interrupts blocking calls of this process from some moment on, with SIGALRM.
///
/// The signal is sent again and again until the alarm is cancelled: one that comes between two calls is lost on both.
enum Alarm {
    static func set(after delay: Duration) {
        _ = handlerIsInstalled
        setTimer(first: delay, again: .milliseconds(20))
    }

    static func cancel() {
        setTimer(first: .zero, again: .zero)
    }

    /// A handler that does nothing, and no SA_RESTART: so the call in progress fails with EINTR.
    private static let handlerIsInstalled: Bool = {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in }
        return unsafe sigaction(SIGALRM, &action, nil) == 0
    }()

    private static func setTimer(first: Duration, again: Duration) {
        var timer = itimerval(it_interval: timeval(again), it_value: timeval(first))
        precondition(
            unsafe setitimer(CInt(ITIMER_REAL.rawValue), &timer, nil) == 0, "setitimer refuses a plain duration")
    }
}

extension timeval {
    fileprivate init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.init(tv_sec: Int(seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}
