import InviteDomain
import InviteJSON
import StrictJSON

// The lines of an export. What is usual is left out, so that the lines stay short; reading puts it back.

extension JSONWriter {
    /// The first line: which keys the export's own links live under, without giving them away.
    mutating func exportHeader(_ keys: TokenKeys) {
        object {
            $0.member("export", "invite-fcgi")
            $0.member("version", 1)
            $0.member("tokenKey", keys.current.fingerprint)
            if !keys.old.isEmpty { $0.member("oldTokenKeys", keys.old.map(\.key.fingerprint)) }
        }
    }

    mutating func export(_ profile: TeamProfile) {
        record(.teams) {
            $0.member("id", profile.id.number)
            $0.member("name", profile.name)
            $0.member("slug", profile.slug)
            $0.member("parentId", profile.parentID?.number)
            $0.member("isOrganization", profile.isOrganization)
            if profile.isClosed { $0.member("closed", true) }
        }
    }

    mutating func export(_ member: Member, of team: TeamID) {
        record(.members) {
            $0.member("teamId", team.number)
            $0.person(member.userID)
            $0.details(of: member)
            if member.disableImpersonation { $0.member("disableImpersonation", true) }
        }
    }

    mutating func export(_ credential: Credential) {
        record(.keys) {
            $0.person(credential.userID)
            $0.member("hashedKey", credential.digest.text)
            $0.reach(of: credential)
            $0.member("note", credential.note)
            $0.life(of: credential)
            if credential.isInstanceAdmin { $0.member("instanceAdmin", true) }
            if credential.canVouch { $0.member("canVouch", true) }
        }
    }

    mutating func export(_ invite: Invite) {
        record(.invites) {
            $0.member("teamId", invite.id.teamID.number)
            $0.member("inviteId", invite.id.description)
            if let digest = invite.tokenDigest { $0.member("tokenDigest", digest.text) }
            $0.member("role", invite.role.rawValue)
            $0.member("expiresAt", invite.expiresAt?.description)
            $0.member("expiresInDays", invite.expiresInDays)
            $0.member("maxUses", invite.maxUses)
            $0.member("uses", invite.uses)
            $0.member("createdAt", invite.createdAt.description)
            $0.person(invite.createdBy.userID, "createdBy", "createdBySubject")
            $0.rare(of: invite)
        }
    }

    /// Who somebody is: a number as in exports of before, or a subject, at which programs of before stop.
    private mutating func person(_ userID: UserID?, _ number: String = "userId", _ subject: String = "subject") {
        member(number, userID?.number)
        if let text = userID?.subject { member(subject, text.description) }
    }

    /// `scopes` makes an access token of it, as they did before an API key could have some; what an API key is narrowed to
    /// has names that version 1.0.0 refuses.
    private mutating func reach(of credential: Credential) {
        let scopes = credential.reach.scopes?.map(\.rawValue)
        if let scopes { member(credential.kind == .apiKey ? "keyScopes" : "scopes", scopes) }
        if let teams = credential.reach.teams { member("teams", teams.map(\.number)) }
    }

    private mutating func rare(of invite: Invite) {
        if let lastUsedAt = invite.lastUsedAt { member("lastUsedAt", lastUsedAt.description) }
        if invite.isPaused { member("paused", true) }
        if let name = invite.extras.name { member("name", name) }
        let domains = invite.extras.allowedEmailDomains
        if !domains.isEmpty { member("allowedEmailDomains", domains) }
        if !invite.extras.metadata.isEmpty { member("metadata", invite.extras.metadata) }
    }

    private mutating func record(_ table: ImportTable, _ members: (inout JSONWriter) -> Void) {
        object { $0.member(table.record) { $0.object(members) } }
    }
}
