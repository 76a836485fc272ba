package import InviteDomain

/// What a signed token has to be like, as the operator has set it; nothing of this is the token's own choice (RFC 8725).
package struct AccessTokenRules: Equatable, Sendable {
    package let algorithms: Set<SigningAlgorithm>
    /// What `iss` must be; nil: it is not looked at.
    package let issuer: String?
    /// What must be in `aud`; nil: a token with an `aud` is for somebody else (RFC 7519, 4.1.3).
    package let audience: String?
    /// The claim that must hold `audience` in a token without any `aud`; nil: such a token is for nobody.
    package let audienceClaim: String?
    /// The claim that says which user it is: a number, or a subject.
    package let userClaim: String
    package let scopes: ScopeRule
    /// Seconds by which the authorization server's clock and ours may differ.
    package let leeway: Int

    /// Where Cal.com has the user's number.
    package static let calComUserClaim = "userId"

    /// Clocks differ, and some servers say in `nbf` the very second in which they sign.
    package static let usualLeeway = 60

    package init(
        algorithms: Set<SigningAlgorithm>, issuer: String? = nil, audience: String? = nil,
        audienceClaim: String? = nil, userClaim: String = calComUserClaim, scopes: ScopeRule = ScopeRule(),
        leeway: Int = 0
    ) {
        self.algorithms = algorithms
        self.issuer = issuer
        self.audience = audience
        self.audienceClaim = audienceClaim
        self.userClaim = userClaim
        self.scopes = scopes
        self.leeway = leeway
    }
}

extension AccessTokenRules {
    /// Whoever presents a token with these claims, if they let anybody in at this moment.
    ///
    /// Cal.com lets a token with `teamId` act as an owner of that team. Which of several is left to chance there, and the
    /// ledger would name somebody who did nothing: here such a token lets nobody in.
    ///
    /// The log calls the token `credentialID`.
    package func caller(
        _ claims: AccessTokenClaims, credentialID: String, at now: Timestamp
    ) throws(TokenFault) -> Caller {
        guard claims.kinds.allSatisfy(Self.isAccessToken) else { throw .kind }
        if let issuer, !claims.issuer.isSpelled(like: issuer) { throw .issuer }
        guard isAudience(of: claims) else { throw .audience }
        guard claims.expiresAt.adding(seconds: leeway) > now else { throw .expired }
        if let start = claims.notBefore, start > now.adding(seconds: leeway) { throw .notYetValid }
        if claims.isForTeam, userClaim == Self.calComUserClaim {
            throw .claim("teamId", expected: "no team: nobody acts as a team here, use a token of a user")
        }
        guard let userID = claims.user.flatMap({ UserID($0[...]) }) else {
            throw .claim(userClaim, expected: UserID.expected)
        }
        // A token without scopes may do nothing that needs one; Cal.com would let it do everything.
        return Caller(userID: userID, credentialID: credentialID, scopes: claims.scopes)
    }

    private func isAudience(of claims: AccessTokenClaims) -> Bool {
        guard let audience else { return claims.audience == nil }
        return claims.audience?.contains { $0.isSpelled(like: audience) } == true
    }

    /// "Access Token" is Cal.com's word, "Bearer" that of Keycloak and of RFC 6750, "access" Cognito's; refresh and ID
    /// tokens have others.
    private static func isAccessToken(_ kind: String) -> Bool {
        ["access token", "access_token", "bearer", "access"].contains { kind.isSpelledInAnyCase(like: $0) }
    }
}
