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
        /// The change was made and may or may not last. Whoever gets this looks before trying again.
        case uncertain
    }

    package let kind: Kind
    /// What failed, on what, and what to do; for the log and the operator, never for a caller of the API.
    package let description: String
    /// True where this process must end, and its successor starts from what is kept: going on, it could take for durable
    /// what is not.
    package let requiresRestart: Bool

    /// Unless told otherwise, what is uncertain requires a restart.
    ///
    /// After a sync of a file that failed, nobody in the process must sync again, since the kernel reports a lost page once.
    /// A database can say that there is no need.
    package init(_ kind: Kind, _ description: String, requiresRestart: Bool? = nil) {
        self.kind = kind
        self.description = description
        self.requiresRestart = requiresRestart ?? (kind == .uncertain)
    }
}
