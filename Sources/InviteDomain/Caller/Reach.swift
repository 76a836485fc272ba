/// For how much of what its user may do a credential is good.
package struct Reach: Equatable, Sendable {
    /// Only for calls that one of these allows; nil: for all.
    package let scopes: [Scope]?
    /// Only in these teams; nil: in all.
    package let teams: [TeamID]?

    package init(scopes: [Scope]? = nil, teams: [TeamID]? = nil) {
        self.scopes = scopes
        self.teams = teams
    }

    /// For all that the user may do.
    package static let all = Reach()

    package func includes(_ team: TeamID) -> Bool { teams?.contains(team) ?? true }

    /// True if whoever has this reach lacks none of these scopes; nil are all that there may ever be.
    package func coversScopes(_ others: [Scope]?) -> Bool {
        guard let scopes else { return true }
        return others?.allSatisfy { other in scopes.contains { $0.satisfies(other) } } ?? false
    }

    /// True if these teams are among its own; nil are all that there may ever be.
    package func coversTeams(_ others: [TeamID]?) -> Bool {
        guard teams != nil else { return true }
        return others?.allSatisfy(includes) ?? false
    }
}
