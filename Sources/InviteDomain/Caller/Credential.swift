/// An API key or an access token, as it is known here: never the secret itself.
package struct Credential: Equatable, Sendable {
    /// What kind of bearer opens a credential; a bearer of the other kind never does.
    package enum Kind: Equatable, Sendable {
        case apiKey
        /// An opaque token that an operator issued for some scopes.
        case accessToken
    }

    /// Whether a credential lets anybody in.
    package enum Status: String, Sendable {
        case live, expired, revoked
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
    /// What whoever issued it wrote beside it.
    package let note: String?
    /// For how much it is good; an access token has scopes.
    package let reach: Reach
    /// Of the body of the request that made it, where that may be sent again (`KeyIssuer`).
    package let requestBody: Fingerprint?

    package init(
        kind: Kind, digest: SecretDigest, userID: UserID, createdAt: Timestamp, expiresAt: Timestamp? = nil,
        revokedAt: Timestamp? = nil, isInstanceAdmin: Bool = false, canVouch: Bool = false, note: String? = nil,
        reach: Reach = .all, requestBody: Fingerprint? = nil
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
        self.reach = reach
        self.requestBody = requestBody
    }

    /// A public handle: the first twelve digits of the digest.
    package var id: String { String(Substring(digest.text.utf8.prefix(12))) }

    package func status(at now: Timestamp) -> Status {
        if revokedAt != nil { return .revoked }
        if let expiresAt, expiresAt <= now { return .expired }
        return .live
    }

    /// Whoever presented this credential, unless its time is over.
    package func caller(at now: Timestamp) throws(Refusal) -> Caller {
        switch status(at: now) {
        case .revoked: throw .unauthenticated(.revoked)
        case .expired: throw .unauthenticated(.expired)
        case .live:
            return Caller(
                userID: userID, credentialID: id, isInstanceAdmin: isInstanceAdmin, canVouch: canVouch,
                scopes: reach.scopes, teams: reach.teams)
        }
    }
}
