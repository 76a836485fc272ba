/// Who is asking, as an accepted credential tells it.
package struct Caller: Equatable, Sendable {
    package let userID: UserID
    /// The credential's public id, for the log.
    package let credentialID: String
    /// May act on every team.
    package let isInstanceAdmin: Bool
    /// May say who somebody else is, as the host application can.
    package let canVouch: Bool
    /// What an access token may be used for; nil for an API key, which may do all that its user may.
    package let scopes: [Scope]?

    package init(
        userID: UserID, credentialID: String, isInstanceAdmin: Bool = false, canVouch: Bool = false,
        scopes: [Scope]? = nil
    ) {
        self.userID = userID
        self.credentialID = credentialID
        self.isInstanceAdmin = isInstanceAdmin
        self.canVouch = canVouch
        self.scopes = scopes
    }

    /// Refuses an access token without `scope`.
    package func require(_ scope: Scope) throws(Refusal) {
        guard let scopes, !scopes.contains(where: { $0.satisfies(scope) }) else { return }
        throw .scopeMissing(required: scope, held: scopes)
    }

    /// Refuses whoever was not given `scope` by name, and does not administer the instance.
    ///
    /// What a role in a team does not bring with it needs such a grant: a key that may do all that its user may does not
    /// have it. An instance administrator's credential that was narrowed to scopes needs it too.
    package func requireGrant(_ scope: Scope) throws(Refusal) {
        try require(scope)
        guard scopes == nil, !isInstanceAdmin else { return }
        throw .scopeMissing(required: scope, held: [])
    }
}
