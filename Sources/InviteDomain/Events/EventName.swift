/// What an event is called: in ledgers, and by everybody who is told of it.
package enum EventName: String, CaseIterable, Sendable {
    case teamCreated = "team.created"
    case teamSnapshot = "team.snapshot"
    /// A snapshot with something in it that decides, and that version 1.0.0 would pass over: at this name it stops.
    case laterTeamSnapshot = "team.snapshot.2"
    case teamChanged = "team.changed"
    case teamClosed = "team.closed"
    case teamReopened = "team.reopened"
    case memberAdded = "member.added"
    case memberChanged = "member.changed"
    case memberRemoved = "member.removed"
    case memberKeptOut = "member.keptOut"
    case memberReadmitted = "member.readmitted"
    case memberCorrected = "member.corrected"
    case inviteCreated = "invite.created"
    case inviteEdited = "invite.edited"
    case inviteLinkShown = "invite.linkShown"
    case inviteRedeemed = "invite.redeemed"
    case inviteRevoked = "invite.revoked"
}

extension Change {
    package var name: EventName {
        switch self {
        case .teamCreated: .teamCreated
        case .teamSnapshot(let snapshot): snapshot.isForVersion1 ? .teamSnapshot : .laterTeamSnapshot
        case .teamChanged: .teamChanged
        case .teamClosed: .teamClosed
        case .teamReopened: .teamReopened
        case .memberAdded: .memberAdded
        case .memberChanged: .memberChanged
        case .memberRemoved: .memberRemoved
        case .memberKeptOut: .memberKeptOut
        case .memberReadmitted: .memberReadmitted
        case .memberCorrected: .memberCorrected
        case .inviteCreated: .inviteCreated
        case .inviteEdited: .inviteEdited
        case .inviteLinkShown: .inviteLinkShown
        case .inviteRedeemed: .inviteRedeemed
        case .inviteRevoked: .inviteRevoked
        }
    }
}

extension TeamSnapshot {
    /// True if version 1.0.0 knows all of it that decides something.
    fileprivate var isForVersion1: Bool { !profile.isClosed && profile.request == nil && keptOut.isEmpty }
}
