import InviteDomain
import InviteTestSupport
import Testing

@Suite struct RateLimitTests {
    @Test(
        "a limit is so many requests in so many seconds, and nothing else",
        arguments: [
            ("120/60", 120, 60), ("1/1", 1, 1), ("1000000/86400", 1_000_000, 86_400), ("", nil, nil),
            ("0/60", nil, nil),
            ("60/0", nil, nil), ("60", nil, nil), ("60/60/60", nil, nil), ("-1/60", nil, nil), ("1.5/60", nil, nil),
            ("1000001/60", nil, nil), ("60/86401", nil, nil), (" 60/60", nil, nil), ("060/60", nil, nil),
        ] as [(String, Int?, Int?)])
    func parse(text: String, count: Int?, seconds: Int?) {
        let limit = RateLimit(text)
        #expect(limit?.count == count && limit?.seconds == seconds)
    }

    @Test("a window begins with the first request, is used up, and is followed by another")
    func window() {
        let limit = RateLimit(count: 2, seconds: 10)
        var window = RateWindow(start: noon, count: 0)
        let first = window.take(limit, at: noon)
        #expect(first == Allowance(isGranted: true, limit: 2, remaining: 1, secondsLeft: 10))
        let later = Timestamp(milliseconds: noon.milliseconds + 500)
        #expect(window.take(limit, at: later) == Allowance(isGranted: true, limit: 2, remaining: 0, secondsLeft: 10))
        let refused = Allowance(isGranted: false, limit: 2, remaining: 0, secondsLeft: 1)
        let last = Timestamp(milliseconds: noon.milliseconds + 9999)
        #expect(window.take(limit, at: last) == refused)
        #expect(window.look(limit, at: last) == refused)
        #expect(window.look(limit, at: noon.adding(seconds: 10)).isGranted)
        #expect(window.take(limit, at: noon.adding(seconds: 10)).remaining == 1)
        #expect(window.start == noon.adding(seconds: 10))
    }

    @Test("a clock that was set back shuts nobody out")
    func clockSetBack() {
        let limit = RateLimit(count: 1, seconds: 10)
        var window = RateWindow(start: noon.adding(days: 1), count: 1)
        #expect(window.look(limit, at: noon).isGranted)
        #expect(window.take(limit, at: noon).isGranted)
        #expect(window.start == noon)
    }
}
