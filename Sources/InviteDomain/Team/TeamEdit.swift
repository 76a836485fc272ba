/// What is to change about a team itself.
package struct TeamEdit: Equatable, Sendable {
    /// Nil for no change.
    package var name: String?
    /// Nil for no change; nil inside for no slug.
    package var slug: String??
    /// Nil for no change; true to close the team, false to open it again.
    package var isClosed: Bool?

    package init(name: String? = nil, slug: String?? = nil, isClosed: Bool? = nil) {
        self.name = name
        self.slug = slug
        self.isClosed = isClosed
    }
}
