/// The organization named in a request, and what its members allow the caller there.
package struct OrganizationStanding: Equatable, Sendable {
    package let organization: TeamID
    /// The caller's accepted role in it; nil for none, or when there is no such organization.
    ///
    /// A credential that is narrowed to other teams gives none.
    package let role: Role?

    package init(organization: TeamID, role: Role?) {
        self.organization = organization
        self.role = role
    }
}
