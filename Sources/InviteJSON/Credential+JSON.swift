package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// An API key or an access token as an administrator may see it: never its secret, nor the hash of that.
    package mutating func members(of credential: Credential, at now: Timestamp) {
        member("id", credential.id)
        members(of: credential.userID)
        member("status", credential.status(at: now).rawValue)
        member("scopes", credential.reach.scopes?.map(\.rawValue))
        member("teams", credential.reach.teams?.map(\.number))
        member("instanceAdmin", credential.isInstanceAdmin)
        member("canVouch", credential.canVouch)
        life(of: credential)
        member("note", credential.note)
    }

    /// Since when a credential is good, and until when.
    package mutating func life(of credential: Credential) {
        member("createdAt", credential.createdAt.description)
        member("expiresAt", credential.expiresAt?.description)
        member("revokedAt", credential.revokedAt?.description)
    }
}
