import ByteText

extension Int {
    /// The positive numbers of PostgreSQL's `integer`, in which Cal.com keeps its own: up to 2,147,483,647.
    package static var positiveRange: ClosedRange<Int> { 1...Int(Int32.max) }

    /// Reads a number of that range: decimal digits and nothing else, so no sign, no leading zero and no white space.
    package init?(positive text: Substring) {
        guard (1...10).contains(text.utf8.count), text.utf8.first != .zeroDigit else { return nil }
        var number = 0
        for byte in text.utf8 {
            guard byte.isDigit else { return nil }
            number = number * 10 + Int(byte.digitValue)
        }
        guard Self.positiveRange.contains(number) else { return nil }
        self = number
    }
}
