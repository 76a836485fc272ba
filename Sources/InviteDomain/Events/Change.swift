/// What an event changes, in one atomic step.
package enum Change: Equatable, Sendable {
    case teamCreated(TeamProfile)
    /// What a compacted history begins with, under the number of the last event that it stands for.
    case teamSnapshot(TeamSnapshot)
    case memberAdded(MemberTerms)
    case memberChanged(MembershipID, MemberEdit)
    case memberRemoved(MembershipID)
    /// Somebody who waits to be let in has corrected what they had sent.
    case memberCorrected(MembershipID, email: String, name: String?)
    case inviteCreated(InviteTerms)
    case inviteEdited(InviteID, EditableTerms)
    /// The link was shown again; it changes nothing, and is kept for whoever wants to know who has seen it.
    case inviteLinkShown(InviteID)
    /// Somebody used an invite: the use and the membership in one.
    case inviteRedeemed(InviteID, MemberTerms)
    case inviteRevoked(InviteID)
}
