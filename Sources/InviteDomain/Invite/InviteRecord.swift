/// A whole invite as a snapshot states it: its terms, and what has become of it.
package struct InviteRecord: Equatable, Sendable {
    /// Their `history` is the whole life of the invite up to the snapshot, all uses included.
    package let terms: InviteTerms
    /// How many of the uses were before the invite was imported.
    package let usesElsewhere: Int
    /// How often it was edited or revoked.
    package let changes: Int
    package let updatedAt: Timestamp?
    package let revokedAt: Timestamp?

    package init(terms: InviteTerms, usesElsewhere: Int, changes: Int, updatedAt: Timestamp?, revokedAt: Timestamp?) {
        self.terms = terms
        self.usesElsewhere = usesElsewhere
        self.changes = changes
        self.updatedAt = updatedAt
        self.revokedAt = revokedAt
    }

    /// False for numbers that contradict each other.
    var isPossible: Bool {
        guard let uses = terms.history?.uses, terms.isPossible, (0...Int(Int32.max)).contains(changes) else {
            return false
        }
        return (0...uses).contains(usesElsewhere)
    }
}
