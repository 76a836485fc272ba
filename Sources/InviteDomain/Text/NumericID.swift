/// A positive number that names something of Cal.com's: a team, a user.
package protocol NumericID: Hashable, Comparable, Sendable, CustomStringConvertible {
    var rawValue: UInt32 { get }
    init(unchecked rawValue: UInt32)
}

extension NumericID {
    /// All numbers that there can be.
    package static var range: ClosedRange<Int> { Int.positiveRange }

    package init?(_ number: Int) {
        guard Self.range.contains(number) else { return nil }
        self.init(unchecked: UInt32(number))
    }

    /// Reads decimal digits as `Int(positive:)` does.
    package init?(_ text: Substring) {
        guard let number = Int(positive: text) else { return nil }
        self.init(number)
    }

    package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    package var number: Int { Int(rawValue) }

    package var description: String { String(rawValue) }
}
