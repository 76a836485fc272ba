/// What an event changes, in one atomic step.
package enum Change: Equatable, Sendable {
    case teamCreated(TeamProfile)
    /// The team as a whole, at the beginning of a compacted history. It has the number of the last event it stands for.
    case teamSnapshot(TeamSnapshot)
    /// The team is called that from now on.
    case teamChanged(name: String, slug: String?)
    /// Nobody gets in from now on.
    case teamClosed
    /// People get in again.
    case teamReopened
    case memberAdded(MemberTerms)
    case memberChanged(MembershipID, MemberEdit)
    case memberRemoved(MembershipID)
    /// A membership or a waiting has ended, and no link of the team lets that person in again.
    case memberKeptOut(MembershipID)
    /// Whoever was kept out when this membership ended, and all others of the same user or address, may try again.
    case memberReadmitted(MembershipID)
    /// Somebody who waits to be accepted has corrected the name or address that they had sent.
    case memberCorrected(MembershipID, email: String, name: String?)
    case inviteCreated(InviteTerms)
    case inviteEdited(InviteID, EditableTerms)
    /// The link was shown again. This changes nothing; the event is the record of who has seen the link.
    case inviteLinkShown(InviteID)
    /// Somebody joined by an invite: one event counts the use and adds the member.
    case inviteRedeemed(InviteID, MemberTerms)
    case inviteRevoked(InviteID)
}
