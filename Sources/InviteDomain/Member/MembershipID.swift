/// Which membership, in its team: the sequence number of the event that added the member.
package struct MembershipID: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let number: Int

    package init(_ number: Int) { self.number = number }

    /// Reads decimal digits as `Int(positive:)` does.
    package init?(_ text: Substring) {
        guard let number = Int(positive: text) else { return nil }
        self.init(number)
    }

    package static func < (a: MembershipID, b: MembershipID) -> Bool { a.number < b.number }

    package var description: String { String(number) }
}
