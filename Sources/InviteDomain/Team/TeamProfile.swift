/// What a team is, apart from who is in it.
package struct TeamProfile: Equatable, Sendable {
    package let id: TeamID
    package let name: String
    package let slug: String?
    /// The organization that the team belongs to.
    package let parentID: TeamID?
    package let isOrganization: Bool

    package init(id: TeamID, name: String, slug: String?, parentID: TeamID?, isOrganization: Bool) {
        self.id = id
        self.name = name
        self.slug = slug
        self.parentID = parentID
        self.isOrganization = isOrganization
    }
}
