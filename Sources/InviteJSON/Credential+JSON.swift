package import InviteDomain
package import StrictJSON

extension JSONWriter {
    /// The scopes of an access token, by their names; nothing for an API key, which has none.
    package mutating func scopes(of credential: Credential) {
        if case .accessToken(let scopes) = credential.kind { member("scopes", scopes.map(\.rawValue)) }
    }

    /// Since when a credential is good, and until when.
    package mutating func life(of credential: Credential) {
        member("createdAt", credential.createdAt.description)
        member("expiresAt", credential.expiresAt?.description)
        member("revokedAt", credential.revokedAt?.description)
    }
}
