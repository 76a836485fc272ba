/// The store could not do it.
package struct StoreError: Error, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// Something that is needed cannot be reached, or has no room left.
        case unavailable
        /// It can be read and not changed: by health alone, for a change that fails does not tell whether reading
        /// works.
        case unwritable
        /// Somebody else holds the team's lock and did not let go in time.
        case busy
        /// What is kept makes no sense; nothing is guessed or repaired.
        case corrupt
        /// The change was written and may or may not survive a power cut. Whoever gets this must not sync again: the
        /// kernel reports a lost page once. The process ends, and its successor starts from what the disk says.
        case uncertain
    }

    package let kind: Kind
    /// What failed, on what, and what to do; for the log and the operator, never for a caller of the API.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
