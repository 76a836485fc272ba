import CFastCGI
import Glibc
import Synchronization

/// The wish to end this process, as SIGTERM, SIGINT, SIGUSR1 or SIGQUIT express it.
///
/// Supervisors differ: multiwatch sends SIGUSR1, or SIGQUIT when it was told SIGTERM; others send SIGTERM.
/// The signals are blocked but for the moments of waiting, so they never break into a request.
enum ShutdownSignal {
    private static let requested = Atomic<Bool>(false)

    static var isRequested: Bool { requested.load(ordering: .relaxed) }

    private static let signals = [SIGTERM, SIGINT, SIGUSR1, SIGQUIT]

    /// True if a signal waits to be let in.
    ///
    /// While there is always something to do, waiting never lets one in: the kernel looks for work first.
    static var isPending: Bool {
        var pending = sigset_t()
        unsafe sigpending(&pending)
        return signals.contains { unsafe sigismember(&pending, $0) == 1 }
    }

    /// Blocks the signals and listens to them; the result is the mask to wait with.
    ///
    /// In this order, so that one that comes meanwhile is let in by the first wait, and not noticed only after it.
    static func install() -> sigset_t {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in ShutdownSignal.requested.store(true, ordering: .relaxed) }
        var blocked = sigset_t()
        var waiting = sigset_t()
        unsafe sigemptyset(&blocked)
        for signal in signals { unsafe sigaddset(&blocked, signal) }
        unsafe sigprocmask(SIG_BLOCK, &blocked, &waiting)
        for signal in signals {
            unsafe sigaction(signal, &action, nil)
            unsafe sigdelset(&waiting, signal)
        }
        return waiting
    }
}
