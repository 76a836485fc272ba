/// A membership as the event that begins it states it; when it began and its id, the event itself says.
package struct MemberTerms: Equatable, Sendable {
    package let userID: UserID?
    package let role: Role
    package let accepted: Bool
    package let disableImpersonation: Bool
    package let email: String?
    package let name: String?
    /// Since when an imported member has been one; nil: since the event.
    package let joinedAt: Timestamp?
    /// The digest of the mark in the form that they sent at the sign-up page (`SubmissionMark`).
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
