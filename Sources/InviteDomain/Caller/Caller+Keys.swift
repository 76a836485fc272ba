/// Which API keys somebody may make, see and revoke.
///
/// Nobody makes a key that may do more than the credential in their own hand: that way no key leads to more than an
/// operator has once given out. Only administrators of the instance do it for other users.
extension Caller {
    /// Refuses a key that may do more than this caller.
    ///
    /// - Throws: `keyAboveOwn` with the property that is too much.
    package func requireMayIssue(_ terms: KeyTerms) throws(Refusal) {
        if !isInstanceAdmin, terms.userID != userID { throw .keyAboveOwn(field: "userId") }
        if !isInstanceAdmin, terms.isInstanceAdmin { throw .keyAboveOwn(field: "instanceAdmin") }
        if !canVouch, terms.canVouch { throw .keyAboveOwn(field: "canVouch") }
        if !reach.coversScopes(terms.reach.scopes) { throw .keyAboveOwn(field: "scopes") }
        if !reach.coversTeams(terms.reach.teams) { throw .keyAboveOwn(field: "teams") }
    }

    /// True for an API key that this caller may see and revoke: one of their own user's, or any for an administrator of
    /// the instance; and none that is good in a team of which this caller may know nothing.
    package func looksAfter(_ key: Credential) -> Bool {
        key.kind == .apiKey && (isInstanceAdmin || key.userID == userID) && reach.coversTeams(key.reach.teams)
    }
}
