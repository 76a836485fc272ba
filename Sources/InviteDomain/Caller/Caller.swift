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
}
