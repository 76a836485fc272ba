/// A team that is to be made.
package struct NewTeam: Equatable, Sendable {
    package var name: String
    package var slug: String?
    /// The organization that it is to belong to.
    package var parentID: TeamID?
    package var isOrganization = false
    /// Nil for the next number after the greatest.
    package var id: TeamID?
    /// Who owns it from the beginning; nil for a team that nobody is in.
    package var owner: Owner?
    /// Names the request, if it may be sent again.
    package var request: IdempotencyKey?

    package init(name: String) {
        self.name = name
    }

    /// The first member of a team.
    package struct Owner: Equatable, Sendable {
        package var userID: UserID
        package var email: String?
        package var name: String?

        package init(userID: UserID, email: String? = nil, name: String? = nil) {
            self.userID = userID
            self.email = email
            self.name = name
        }
    }

    /// What its history begins with, if a team may be like that.
    func beginning(as id: TeamID) throws(Refusal) -> (profile: TeamProfile, owner: MemberTerms?) {
        let profile = try TeamProfile(
            id: id, name: name, slug: slug, parentID: parentID, isOrganization: isOrganization, request: request
        ).validated()
        let owner = try owner.map { (owner) throws(Refusal) in
            try MemberTerms(
                userID: owner.userID, role: .owner, accepted: true, email: owner.email, name: owner.name
            ).validated()
        }
        return (profile, owner)
    }
}
