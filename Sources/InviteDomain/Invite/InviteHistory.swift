/// What became of an invite before the event that states it: elsewhere, for one that was imported, or in the events
/// that a snapshot stands for.
package struct InviteHistory: Equatable, Sendable {
    package let createdAt: Timestamp
    package let createdBy: Author
    /// How many had joined; they count towards the limit.
    package let uses: Int
    package let lastUsedAt: Timestamp?

    package init(createdAt: Timestamp, createdBy: Author, uses: Int = 0, lastUsedAt: Timestamp? = nil) {
        self.createdAt = createdAt
        self.createdBy = createdBy
        self.uses = uses
        self.lastUsedAt = lastUsedAt
    }
}
