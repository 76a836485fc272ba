/// Somebody who is in a team, or waits to be accepted.
package struct Member: Equatable, Sendable {
    package let id: MembershipID
    /// Nil for somebody who signed up on the page, until an admin says which user they are.
    package var userID: UserID?
    package var email: String?
    package var name: String?
    package let joinedAt: Timestamp
    /// The invite by which they joined.
    package let inviteID: InviteID?
    // These three fill the bytes that an invite's id leaves of its last word: there are many members.
    package var role: Role
    /// False for a pending member, who may do nothing until an admin accepts them.
    package var accepted: Bool
    /// Cal.com's flag; kept for the host application, without a meaning here.
    package var disableImpersonation: Bool
    /// The digest of the mark in the form that they sent, as long as they may still correct it (`SubmissionMark`).
    package var submission: SecretDigest?

    /// The membership that an event's terms begin.
    package init(_ terms: MemberTerms, id: MembershipID, at moment: Timestamp, by inviteID: InviteID? = nil) {
        self.id = id
        userID = terms.userID
        role = terms.role
        accepted = terms.accepted
        disableImpersonation = terms.disableImpersonation
        email = terms.email
        name = terms.name
        joinedAt = terms.joinedAt ?? moment
        self.inviteID = inviteID
        submission = terms.submission
    }

    /// True for somebody who signed up on the page and was neither accepted nor said to be some user yet.
    package var isRequest: Bool { userID == nil && !accepted && inviteID != nil }
}
