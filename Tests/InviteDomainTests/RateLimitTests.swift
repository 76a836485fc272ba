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

    @Test(
        "the holder of an IPv6 network is one client, that of an IPv4 address too",
        arguments: [
            ("127.0.0.1", "127.0.0.1"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2"), ("2001:db8:1:2::", "2001:db8:1:2"),
            ("2001:db8::1", "2001:db8:0:0"), ("::1", "0:0:0:0"), ("::", "0:0:0:0"), ("fe80::1:2:3", "fe80:0:0:0"),
            ("1::2:3:4:5:6:7", "1:0:2:3"), ("::ffff:1.2.3.4", "1.2.3.4"), ("::1.2.3.4", "0:0:0:0"),
            ("::ffff:c000:201", "192.0.2.1"), ("::FFFF:192.0.2.1", "192.0.2.1"),
            ("0:0:0:0:0:ffff:c000:0201", "192.0.2.1"),
            ("64:ff9b::192.0.2.1", "192.0.2.1"), ("2001:DB8:01:2::1", "2001:db8:1:2"), ("fe80::1%eth0", "fe80:0:0:0"),
            ("1::ffff:c000:201", "1:0:0:0"),
            ("", nil), ("unix:", nil), ("localhost", nil), ("1.2.3", nil), ("1.2.3.4.5", nil), ("1.2.3.256", nil),
            ("1.2.3.4:80", nil), ("1.2.3.+4", nil), ("1:2:3:4:5:6:7", nil), ("1:2:3:4:5:6:7:8:9", nil), ("::1::", nil),
            (":::", nil), ("1::2:3:4:5:6:7:8", nil), ("12345::", nil), ("+1::", nil), ("::1.2.3.4:5", nil),
        ] as [(String, String?)])
    func networks(address: String, network: String?) { #expect(ClientAddress.network(of: address) == network) }
}
