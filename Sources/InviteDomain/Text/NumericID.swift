/// A positive number that names something of Cal.com's: a team, a user.
///
/// Cal.com keeps them in PostgreSQL's `integer`, so 2,147,483,647 is the greatest.
package protocol NumericID: Hashable, Comparable, Sendable, CustomStringConvertible {
    var rawValue: UInt32 { get }
    init(unchecked rawValue: UInt32)
}

extension NumericID {
    /// All numbers that there can be.
    package static var range: ClosedRange<Int> { 1...Int(Int32.max) }

    package init?(_ number: Int) {
        guard Self.range.contains(number) else { return nil }
        self.init(unchecked: UInt32(number))
    }

    /// Reads decimal digits and nothing else: no sign, no leading zero, no white space.
    package init?(_ text: Substring) {
        guard (1...10).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0") else { return nil }
        var number = 0
        for byte in text.utf8 {
            guard case let digit = byte &- UInt8(ascii: "0"), digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        self.init(number)
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    package var number: Int { Int(rawValue) }

    package var description: String { String(rawValue) }
}
