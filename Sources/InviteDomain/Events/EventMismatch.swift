/// An event that does not fit the events before it: the history is damaged.
package struct EventMismatch: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
