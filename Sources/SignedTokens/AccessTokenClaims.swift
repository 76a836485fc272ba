package import InviteDomain

/// What a token says whose signature was found good.
package struct AccessTokenClaims: Equatable, Sendable {
    package var issuer: String?
    /// What it says in `aud`, or, where it has none, in the claim that stands for it.
    package var audience: [String]?
    package var expiresAt: Timestamp
    package var notBefore: Timestamp?
    /// What `AccessTokenRules.userClaim` holds: a number, or a string; nil for no such claim, or null.
    package var user: String?
    /// Whether the token names a team in the place of a user, as Cal.com's can.
    package var isForTeam: Bool
    /// Every word that says what kind of token it is: Cal.com's `token_type`, Keycloak's `typ`, Cognito's `token_use`.
    package var kinds: [String]
    /// Those that we know of the token's scopes.
    package var scopes: [Scope]

    package init(
        issuer: String? = nil, audience: [String]? = nil, expiresAt: Timestamp, notBefore: Timestamp? = nil,
        user: String?, isForTeam: Bool = false, kinds: [String] = [], scopes: [Scope] = []
    ) {
        self.issuer = issuer
        self.audience = audience
        self.expiresAt = expiresAt
        self.notBefore = notBefore
        self.user = user
        self.isForTeam = isForTeam
        self.kinds = kinds
        self.scopes = scopes
    }
}
