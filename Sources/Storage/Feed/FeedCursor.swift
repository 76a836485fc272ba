/// A place in the feed, as its readers keep it: a text that only the store reads, good for every question.
package struct FeedCursor: Equatable, Sendable, CustomStringConvertible {
    package let description: String

    /// Before the first event.
    package static let start = FeedCursor(unchecked: "0")

    /// At most so many characters.
    package static let longest = 64

    /// A cursor that somebody has kept; nil for what never was one.
    package init?(_ text: String) {
        let isOne = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "."): true
            default: false
            }
        }
        guard isOne, (1...Self.longest).contains(text.utf8.count) else { return nil }
        description = text
    }

    package init(unchecked text: String) {
        description = text
    }
}
