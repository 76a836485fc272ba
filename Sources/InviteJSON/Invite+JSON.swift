package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// The members of an invite as the API and invitectl show it; its token is not among them.
    package mutating func members(of invite: Invite, at now: Timestamp) {
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
        member("createdBySubject", invite.createdBy.userID?.subject?.description)
        member("updatedAt", invite.updatedAt.description)
        member("lastUsedAt", invite.lastUsedAt?.description)
        member("revokedAt", invite.revokedAt?.description)
        member("version", invite.version)
    }

    /// Who joined by an invite.
    package mutating func redemption(_ member: Member, of invite: Invite) {
        object {
            $0.members(of: member.userID)
            $0.member("membershipId", member.id.number)
            $0.member("email", member.email)
            $0.member("name", member.name)
            $0.member("role", invite.role.rawValue)
            $0.member("redeemedAt", member.joinedAt.description)
        }
    }
}
