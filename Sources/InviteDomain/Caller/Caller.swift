/// Who is asking, as an accepted credential tells it.
package struct Caller: Equatable, Sendable {
    package let userID: UserID
    /// The credential's public id, for the log.
    package let credentialID: String
    /// May act on every team, or on every one of `teams`.
    package let isInstanceAdmin: Bool
    /// May say who somebody else is, as the host application can.
    package let canVouch: Bool
    /// What the credential may be used for; nil: for all that its user may.
    package let scopes: [Scope]?
    /// In which teams it may be used; nil: in all.
    package let teams: [TeamID]?

    package init(
        userID: UserID, credentialID: String, isInstanceAdmin: Bool = false, canVouch: Bool = false,
        scopes: [Scope]? = nil, teams: [TeamID]? = nil
    ) {
        self.userID = userID
        self.credentialID = credentialID
        self.isInstanceAdmin = isInstanceAdmin
        self.canVouch = canVouch
        self.scopes = scopes
        self.teams = teams
    }

    package var reach: Reach { Reach(scopes: scopes, teams: teams) }

    /// False for a team of which a credential that is narrowed to others may know nothing.
    package func reaches(_ team: TeamID) -> Bool { reach.includes(team) }

    /// Refuses a team that the credential does not reach, in the words for a stranger.
    package func requireReach(_ team: TeamID) throws(Refusal) {
        guard reaches(team) else { throw .notAMember(team: team) }
    }

    /// Refuses a credential that is for other scopes than `scope`.
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
