import InviteDomain
import StrictJSON

extension JSONWriter {
    /// The members of an invite as it is shown; its token is not among them.
    mutating func members(of invite: Invite, at now: Timestamp) {
        let extras = invite.extras
        member("id", invite.id.description)
        member("teamId", invite.id.teamID.number)
        member("name", extras.name)
        member("status", invite.status(at: now).rawValue)
        member("role", invite.role.rawValue)
        member("maxUses", invite.maxUses)
        member("expiresInDays", invite.expiresInDays)
        member("expiresAt", invite.expiresAt?.description)
        member("allowedEmailDomains", extras.allowedEmailDomains)
        member("metadata", extras.metadata)
        member("createdAt", invite.createdAt.description)
        switch invite.createdBy {
        case .user(let userID): member("createdBy", userID.number)
        case .operator: member("createdBy", Int?.none)
        }
    }
}
