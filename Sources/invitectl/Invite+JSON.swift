import InviteDomain
import StrictJSON

extension JSONWriter {
    mutating func members(of invite: Invite, at now: Timestamp) {
        member("id", invite.id.description)
        member("teamId", invite.id.teamID.number)
        member("status", invite.status(at: now).rawValue)
        member("role", invite.role.rawValue)
        member("maxUses", invite.maxUses)
        member("expiresInDays", invite.expiresInDays)
        member("expiresAt", invite.expiresAt?.description)
        member("createdAt", invite.createdAt.description)
        member("createdBy", invite.createdBy.text)
        member("revokedAt", invite.revokedAt?.description)
        member("name", invite.extras.name)
        member("allowedEmailDomains", invite.extras.allowedEmailDomains)
        member("metadata", invite.extras.metadata)
    }
}
