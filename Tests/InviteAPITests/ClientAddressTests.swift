import Testing

@testable import InviteAPI

/// Which addresses are one client.
@Suite struct ClientAddressTests {
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
