/// Why a key set, a key or a shared secret cannot be used: what it is, and what was expected.
package struct KeySetProblem: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
