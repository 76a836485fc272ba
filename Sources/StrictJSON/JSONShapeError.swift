/// JSON that is well formed and not what its reader expects: a member is missing, or holds something else.
package struct JSONShapeError: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
