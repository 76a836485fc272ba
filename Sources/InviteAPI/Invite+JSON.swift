import HTTPTypes
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
        member("uses", invite.uses)
        member("remainingUses", invite.remainingUses)
        member("expiresInDays", invite.expiresInDays)
        member("expiresAt", invite.expiresAt?.description)
        member("allowedEmailDomains", extras.allowedEmailDomains)
        member("metadata", extras.metadata)
        member("createdAt", invite.createdAt.description)
        member("createdBy", invite.createdBy.userID?.number)
        member("updatedAt", invite.updatedAt.description)
        member("lastUsedAt", invite.lastUsedAt?.description)
        member("revokedAt", invite.revokedAt?.description)
        member("version", invite.version)
    }
}

extension Content {
    /// An invite as its team's admins see it, with its version as an entity tag.
    static func invite(_ invite: Invite, at now: Timestamp) -> Content {
        var content = json(Envelope.success { $0.object { $0.members(of: invite, at: now) } })
        content.fields[.eTag] = VersionTag.text(invite.version)
        return content
    }
}
