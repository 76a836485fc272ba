/// One step in the life of a team, as its ledger keeps it: who did what, and when.
package struct Event: Equatable, Sendable {
    /// Counts from 1 without gaps.
    package let sequence: Int
    package let at: Timestamp
    package let by: Author
    package let change: Change

    package init(sequence: Int, at: Timestamp, by: Author, change: Change) {
        self.sequence = sequence
        self.at = at
        self.by = by
        self.change = change
    }
}
