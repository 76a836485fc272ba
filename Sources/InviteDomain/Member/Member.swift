/// Somebody in a team, or on the way in.
package struct Member: Equatable, Sendable {
    package let id: MembershipID
    /// Nil for somebody who signed up on the page and was not given a user's number yet.
    package var userID: UserID?
    package var role: Role
    /// False while somebody still has to agree; a pending member may do nothing.
    package var accepted: Bool
    /// Cal.com's flag; kept for the host application, without a meaning here.
    package var disableImpersonation: Bool
    package var email: String?
    package var name: String?
    package let joinedAt: Timestamp
    /// The invite by which they joined.
    package let inviteID: InviteID?
    /// Of the form that they sent, while what it said may still be corrected.
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

    /// True for somebody who asked at the sign-up page and was neither let in nor given a user's number yet.
    package var isRequest: Bool { userID == nil && !accepted && inviteID != nil }
}
