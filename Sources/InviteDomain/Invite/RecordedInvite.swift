/// An invite whose link is to be shown, as a change has recorded it.
package struct RecordedInvite: Sendable {
    package let invite: Invite
    /// The team that it is an invite of.
    package let team: TeamProfile
    /// The moment of the change.
    package let moment: Timestamp

    package init(_ invite: Invite, of team: TeamProfile, at moment: Timestamp) {
        self.invite = invite
        self.team = team
        self.moment = moment
    }
}
