/// What is to change about a member; nil leaves a part as it is.
package struct MemberEdit: Equatable, Sendable {
    package var role: Role?
    package var accepted: Bool?
    package var disableImpersonation: Bool?
    /// Which user a member is who signed up on the page; a member who is a user stays that user.
    package var userID: UserID?

    package init(
        role: Role? = nil, accepted: Bool? = nil, disableImpersonation: Bool? = nil, userID: UserID? = nil
    ) {
        self.role = role
        self.accepted = accepted
        self.disableImpersonation = disableImpersonation
        self.userID = userID
    }
}
