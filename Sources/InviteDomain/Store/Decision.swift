/// A decision about a team: the changes to record, and the result for the caller.
package struct Decision<Result> {
    package let author: Author
    /// Recorded in this order (`TeamStore` says what a death leaves of them); empty when all is as it should be.
    package let changes: [Change]
    package let result: Result

    package init(by author: Author, _ changes: [Change], result: Result) {
        self.author = author
        self.changes = changes
        self.result = result
    }

    /// The same decision with another result.
    package func map<Other>(_ transform: (Result) throws -> Other) rethrows -> Decision<Other> {
        Decision<Other>(by: author, changes, result: try transform(result))
    }
}
