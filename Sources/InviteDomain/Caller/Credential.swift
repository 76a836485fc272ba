/// An API key or an access token, as it is known here: never the secret itself.
package struct Credential: Equatable, Sendable {
    /// What kind of bearer opens a credential; a bearer of the other kind never does.
    package enum Kind: Equatable, Sendable {
        case apiKey
        /// An opaque token that an authorization server or an operator issued for these scopes.
        case accessToken(scopes: [Scope])
    }

    package let kind: Kind
    package let digest: SecretDigest
    /// As whom the bearer acts.
    package let userID: UserID
    package let createdAt: Timestamp
    /// From this moment on it opens nothing; nil: never.
    package let expiresAt: Timestamp?
    package var revokedAt: Timestamp?
    /// May act on every team.
    package let isInstanceAdmin: Bool
    /// May say who somebody else is: for the host application, which knows its users.
    package let canVouch: Bool
    /// What the operator wrote beside it.
    package let note: String?

    package init(
        kind: Kind, digest: SecretDigest, userID: UserID, createdAt: Timestamp, expiresAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil, isInstanceAdmin: Bool = false, canVouch: Bool = false, note: String? = nil
    ) {
        self.kind = kind
        self.digest = digest
        self.userID = userID
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.revokedAt = revokedAt
        self.isInstanceAdmin = isInstanceAdmin
        self.canVouch = canVouch
        self.note = note
    }

    /// A public handle: the first twelve digits of the digest.
    package var id: String { String(Substring(digest.text.utf8.prefix(12))) }

    /// Whoever presented this credential, unless its time is over.
    package func caller(at now: Timestamp) throws(Refusal) -> Caller {
        if revokedAt != nil { throw .unauthenticated(.revoked) }
        if let expiresAt, expiresAt <= now { throw .unauthenticated(.expired) }
        let scopes: [Scope]? = if case .accessToken(let scopes) = kind { scopes } else { nil }
        return Caller(
            userID: userID, credentialID: id, isInstanceAdmin: isInstanceAdmin, canVouch: canVouch, scopes: scopes)
    }
}
