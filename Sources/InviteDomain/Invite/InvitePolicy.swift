/// What the operator lets invites be.
package struct InvitePolicy: Equatable, Sendable {
    /// Life of an invite whose creator asked for none, in days.
    package var expiresInDays = 7
    /// The highest role that a link may grant.
    package var maxRole = Role.member
    /// Live invites that a team may have.
    package var maxActive = 10_000
    /// People without a number who may wait in a team to be let in.
    package var maxPending = 1000
    /// How many of them may have come by one invite.
    package var maxPendingPerInvite = 250

    package init() {}
}
