import ByteText

/// Where a request comes from, as far as an address can tell clients apart.
enum ClientAddress {
    /// An IPv4 address whole, and of an IPv6 address the first 64 bits: the rest is its holder's to choose.
    ///
    /// An IPv4 address is the same one alone, in an IPv6 socket's spelling (RFC 4291, 2.5.5.2), and behind a translator
    /// (RFC 6052, 2.1).
    ///
    /// - Returns: nil for what is no address, such as nginx's `unix:`, so that those who cannot be told apart are not
    ///   counted as one.
    static func network(of address: String) -> String? {
        if let octets = octets(address[...]) { return text(octets) }
        // Behind a percent sign there may be the name of an interface.
        guard let groups = groups(address.prefix { $0 != "%" }) else { return nil }
        if fourToSix.contains(where: groups.starts) {
            return text(groups.suffix(2).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        }
        return groups.prefix(4).map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// What stands before an IPv4 address that is written as one of IPv6.
    private static let fourToSix: [[UInt16]] = [[0, 0, 0, 0, 0, 0xFFFF], [0x64, 0xFF9B, 0, 0, 0, 0]]

    private static func text(_ octets: [UInt8]) -> String { octets.map(\.description).joined(separator: ".") }

    /// The four parts of an IPv4 address.
    private static func octets(_ text: Substring) -> [UInt8]? {
        let octets = parts(text, ".").compactMap { isNumber($0, upTo: 3) { $0.isDigit } ? UInt8($0) : nil }
        return octets.count == 4 && text.utf8.count(where: { $0 == .dot }) == 3 ? octets : nil
    }

    /// The eight groups of an IPv6 address; one `::` stands for as many zeros as are missing.
    private static func groups(_ text: Substring) -> [UInt16]? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let tail = listed(halves[halves.count - 1], mayEndInOctets: true) else { return nil }
        if halves.count == 1 { return tail.count == 8 ? tail : nil }
        guard let head = listed(halves[0], mayEndInOctets: false), head.count + tail.count < 8 else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
    }

    /// Groups with colons between them, perhaps with an IPv4 address in the place of the last two.
    private static func listed(_ text: Substring, mayEndInOctets: Bool) -> [UInt16]? {
        if text.isEmpty { return [] }
        var (parts, end) = (parts(text, ":"), [UInt16]())
        if mayEndInOctets, let last = parts.last, let octets = octets(last) {
            parts.removeLast()
            end = [0, 2].map { UInt16(octets[$0]) << 8 | UInt16(octets[$0 + 1]) }
        }
        let groups = parts.compactMap { isNumber($0, upTo: 4) { Hex.value($0) != nil } ? UInt16($0, radix: 16) : nil }
        return groups.count == parts.count ? groups + end : nil
    }

    private static func parts(_ text: Substring, _ separator: Character) -> [Substring] {
        text.split(separator: separator, omittingEmptySubsequences: false)
    }

    private static func isNumber(_ text: Substring, upTo length: Int, _ isDigit: (UInt8) -> Bool) -> Bool {
        (1...length).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }
}
