import Testing

@testable import PrivateFiles

/// Names of users and groups.
struct AccountTests {
    private static let table = """
        root:x:0:0:root:/root:/bin/bash
        # a comment
        :x:5:5::/:/bin/sh
        web:x:33:33:web:data:/var/www:/usr/sbin/nologin
        other:x:33:33::/:/bin/sh
        short:x
        """

    @Test(
        "the first name with a number counts, and what is no line is passed over",
        arguments: [(0, "root"), (33, "web"), (5, nil), (1, nil)] as [(UInt32, String?)])
    func names(number: UInt32, name: String?) {
        #expect(Account.name(of: number, in: Self.table) == name)
    }

    @Test("root is root, and a number that nobody has stays a number")
    func accounts() {
        #expect("\(Account.user(0))" == "root (0)" && Account.group(0).nameOrNumber == "root")
        #expect("\(Account.user(4_123_456_789))" == "4123456789")
        #expect(Account.user(4_123_456_789).nameOrNumber == "4123456789")
    }
}
