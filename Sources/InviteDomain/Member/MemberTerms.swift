/// A membership as an event states it; the event itself says when it began and under which id.
package struct MemberTerms: Equatable, Sendable {
    package let userID: UserID?
    package let role: Role
    package let accepted: Bool
    package let disableImpersonation: Bool
    package let email: String?
    package let name: String?
    /// Since when, for a member who was brought along from elsewhere; nil: from the event on.
    package let joinedAt: Timestamp?
    /// Of the form that somebody sent at the sign-up page.
    package let submission: SecretDigest?

    package init(
        userID: UserID?, role: Role, accepted: Bool, disableImpersonation: Bool = false, email: String? = nil,
        name: String? = nil, joinedAt: Timestamp? = nil, submission: SecretDigest? = nil
    ) {
        self.userID = userID
        self.role = role
        self.accepted = accepted
        self.disableImpersonation = disableImpersonation
        self.email = email
        self.name = name
        self.joinedAt = joinedAt
        self.submission = submission
    }
}
