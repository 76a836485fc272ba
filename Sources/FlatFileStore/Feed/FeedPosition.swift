import InviteDomain
import Storage

/// A cursor of the feed, as this store writes it: an entry of the index, and the last event of it that was passed.
///
/// `1834.9f3c2b7a.17`: the entry at byte 1834, its mark, and event 17. In another index, or in one that was put back and went
/// on from there, another entry is at that byte, and its mark is another one.
struct FeedPosition: Equatable {
    let offset: Int64
    let mark: UInt32
    let sequence: Int

    init(_ entry: FeedEntry, at offset: Int64, through sequence: Int) {
        self.offset = offset
        mark = entry.mark
        self.sequence = sequence
    }

    /// Nil for the cursor before the first event; throws `cursorUnknown` for what this store has never written.
    init?(_ cursor: FeedCursor) throws(Refusal) {
        if cursor == .start { return nil }
        let parts = cursor.description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let offset = Int64(parts[0]), let mark = FeedEntry.mark(parts[1].utf8),
            let sequence = Int(parts[2])
        else { throw .cursorUnknown }
        self.offset = offset
        self.mark = mark
        self.sequence = sequence
    }

    var cursor: FeedCursor { FeedCursor(unchecked: "\(offset).\(FeedEntry.text(mark)).\(sequence)") }

    /// True for a position inside this entry or at its end.
    func isIn(_ entry: FeedEntry) -> Bool {
        entry.mark == mark && (entry.first - 1...entry.last).contains(sequence)
    }
}
