import InviteDomain

/// A group of calls that concern the team in their path.
///
/// An accepted admin of the team may manage it. Where the path names the team's organization too, an accepted admin of the
/// organization may as well.
protocol TeamCalls {
    var teams: any TeamStore { get }
}

extension TeamCalls {
    /// Shows the team to `body`, if the caller may manage it.
    func managed<Result>(_ call: Call, by caller: Caller, _ body: (Team) throws -> Result) throws -> Result {
        try existing(call, by: caller) { id, standing in
            try teams.read(id) { team in
                _ = try team.authority(of: caller, organization: standing)
                return try body(team)
            }
        }
    }

    /// Lets `decide` change the team in the role in which the caller manages it, if the caller may.
    func change<Result>(
        _ call: Call, by caller: Caller, _ decide: (Team, Role, Timestamp) throws -> Decision<Result>
    ) throws -> Result {
        try existing(call, by: caller) { id, standing in
            try teams.update(id) { team, now in
                try decide(team, try team.authority(of: caller, organization: standing), now)
            }
        }
    }

    /// Calls `access` with the team and the caller's standing in the organization of the path.
    ///
    /// - Parameters:
    ///   - call: names the team, and perhaps its organization.
    ///   - caller: is checked by `access`.
    ///   - access: gives nil when there is no such team.
    /// - Returns: what `access` gives.
    /// - Throws: what `access` throws; for a missing team `teamNotFound` to administrators of the instance or of the
    ///   organization, and to all others `notAMember`, so that nobody learns which teams there are.
    func existing<Result>(
        _ call: Call, by caller: Caller, _ access: (TeamID, OrganizationStanding?) throws -> Result?
    ) throws -> Result {
        let (id, standing) = (try call.teamID(), try standing(of: caller, in: call))
        guard let result = try access(id, standing) else { throw Team.missing(id, for: caller, organization: standing) }
        return result
    }

    /// What the organization's ledger says of the caller at this moment; nil when the path names none.
    ///
    /// Read before the team's own ledger is locked, for no request holds two locks: an organization's administrator who
    /// is demoted while this request is under way may or may not be in time, as if it had come a moment earlier.
    private func standing(of caller: Caller, in call: Call) throws -> OrganizationStanding? {
        guard let organization = try call.organizationID() else { return nil }
        let role = try teams.read(organization) { team in
            team.profile.isOrganization ? team.acceptedRole(of: caller) : nil
        }
        return OrganizationStanding(organization: organization, role: role ?? nil)
    }
}
