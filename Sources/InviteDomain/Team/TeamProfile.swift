/// What a team is, apart from who is in it.
package struct TeamProfile: Equatable, Sendable {
    package let id: TeamID
    package internal(set) var name: String
    package internal(set) var slug: String?
    /// The organization that the team belongs to.
    package let parentID: TeamID?
    package let isOrganization: Bool
    /// Since when nobody gets in; nil while the team is open.
    package internal(set) var closedAt: Timestamp?
    /// The request that made it, as long as that may be sent again.
    package internal(set) var request: IdempotencyKey?

    package init(
        id: TeamID, name: String, slug: String?, parentID: TeamID?, isOrganization: Bool, closedAt: Timestamp? = nil,
        request: IdempotencyKey? = nil
    ) {
        self.id = id
        self.name = name
        self.slug = slug
        self.parentID = parentID
        self.isOrganization = isOrganization
        self.closedAt = closedAt
        self.request = request
    }

    package var isClosed: Bool { closedAt != nil }

    /// The same profile if a team may be like that.
    package func validated() throws(Refusal) -> TeamProfile {
        var valid = self
        valid.name = try TextRule.name(name, field: "name", limit: TextRule.longName)
        if let slug, !SlugRule.isSlug(slug) { throw .invalid(field: "slug", expected: SlugRule.expected) }
        if isOrganization, parentID != nil {
            throw .invalid(field: "parentId", expected: "nothing, since an organization belongs to no other team")
        }
        return valid
    }
}
