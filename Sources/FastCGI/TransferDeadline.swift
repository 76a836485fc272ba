import CFastCGI
import Glibc
import Synchronization

/// Cuts a connection on which a request takes too long to arrive or an answer too long to leave, however the peer drips.
///
/// A timer of the kernel sends a signal whose handler shuts the connection down, so that whatever call waits on it ends,
/// and every later one. The timer is not set for each transfer: it goes on until it fires, and then is set for the end of
/// the transfer that goes on, or left off. So a busy process pays one call in many seconds, an idle one nothing.
///
/// A signal that comes in the middle of other work does it no harm: calls go on by SA_RESTART, as long as no connection
/// has a time-out of its own (SO_RCVTIMEO and SO_SNDTIMEO would end its calls with EINTR).
enum TransferDeadline {
    /// The connection in use, -1 for none.
    private static let connection = Atomic<CInt>(-1)
    /// When it is cut, in nanoseconds of the monotonic clock.
    private static let end = Atomic<Int64>(0)
    /// True from when the timer is set until it fires.
    private static let isSet = Atomic<Bool>(false)

    /// Made once, by `install`; the kernel's first is a null pointer here.
    nonisolated(unsafe) private static var timer: timer_t?

    /// Not SIGALRM, by which the store limits its waiting.
    private static let signalNumber = __libc_current_sigrtmin()

    /// Listens to the signal, also where the parent had blocked it.
    static func install() throws(ResponderFailure) {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in TransferDeadline.fire() }
        action.sa_flags = SA_RESTART
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, signalNumber)
        var event = unsafe sigevent()
        unsafe event.sigev_notify = CInt(SIGEV_SIGNAL)
        unsafe event.sigev_signo = signalNumber
        guard unsafe sigaction(signalNumber, &action, nil) == 0, unsafe sigprocmask(SIG_UNBLOCK, &signals, nil) == 0,
            unsafe timer_create(CLOCK_MONOTONIC, &event, &timer) == 0
        else { throw ResponderFailure("timer_create", errno) }
    }

    /// From now on a transfer on `descriptor` has so many seconds.
    static func begin(on descriptor: CInt, seconds: Int) {
        end.store(now() + Int64(seconds) * 1_000_000_000, ordering: .sequentiallyConsistent)
        connection.store(descriptor, ordering: .sequentiallyConsistent)
        // Last, for the signal may have come before: then it has found nothing to wait for.
        if !isSet.load(ordering: .sequentiallyConsistent) { setTimer() }
    }

    /// The transfer is over, and its connection may be closed.
    static func finish() {
        connection.store(-1, ordering: .sequentiallyConsistent)
    }

    /// What the signal does; all of it is allowed there.
    private static func fire() {
        let before = errno
        defer { errno = before }
        isSet.store(false, ordering: .sequentiallyConsistent)
        let descriptor = connection.load(ordering: .sequentiallyConsistent)
        guard descriptor >= 0 else { return }
        if now() < end.load(ordering: .sequentiallyConsistent) {
            setTimer()
        } else {
            shutdown(descriptor, CInt(SHUT_RDWR))
        }
    }

    private static func setTimer() {
        isSet.store(true, ordering: .sequentiallyConsistent)
        let moment = end.load(ordering: .sequentiallyConsistent)
        var time = itimerspec()
        time.it_value = timespec(tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
        let result = unsafe timer_settime(timer, TIMER_ABSTIME, &time, nil)
        precondition(result == 0, "timer_settime refuses a moment")
    }

    private static func now() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
