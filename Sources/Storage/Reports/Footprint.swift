package import InviteDomain

/// How much room a state takes.
package struct Footprint: Sendable {
    package var bytes: Int64 = 0
    /// When something was written last.
    package var lastWrite: Timestamp?

    package init() {}
}
