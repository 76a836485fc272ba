/// What an event is called: in ledgers, and by everybody who is told of it.
package enum EventName: String, CaseIterable, Sendable {
    case teamCreated = "team.created"
    case teamSnapshot = "team.snapshot"
    case memberAdded = "member.added"
    case memberChanged = "member.changed"
    case memberRemoved = "member.removed"
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
        case .teamSnapshot: .teamSnapshot
        case .memberAdded: .memberAdded
        case .memberChanged: .memberChanged
        case .memberRemoved: .memberRemoved
        case .memberCorrected: .memberCorrected
        case .inviteCreated: .inviteCreated
        case .inviteEdited: .inviteEdited
        case .inviteLinkShown: .inviteLinkShown
        case .inviteRedeemed: .inviteRedeemed
        case .inviteRevoked: .inviteRevoked
        }
    }
}
