import InviteDomain

/// Endpoints of the team that a path names, for whoever manages it: as an admin of its own, or, where the path leads
/// through its organization, as one of that.
protocol TeamCalls {
    var teams: any TeamStore { get }
}

extension TeamCalls {
    /// Shows the team to `body`.
    func managed<Result>(_ call: Call, by caller: Caller, _ body: (Team) throws -> Result) throws -> Result {
        try existing(call, by: caller) { id, standing in
            try teams.read(id) { team in
                _ = try team.authority(of: caller, organization: standing)
                return try body(team)
            }
        }
    }

    /// Lets `decide` decide on the team, in the role in which the caller manages it.
    func change<Result>(
        _ call: Call, by caller: Caller, _ decide: (Team, Role, Timestamp) throws -> Decision<Result>
    ) throws -> Result {
        try existing(call, by: caller) { id, standing in
            try teams.update(id) { team, now in
                try decide(team, try team.authority(of: caller, organization: standing), now)
            }
        }
    }

    /// What `access` has to say of the team, which answers nil when there is no such team: nobody but those who would
    /// manage it is told that.
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
            team.profile.isOrganization ? team.acceptedRole(of: caller.userID) : nil
        }
        return OrganizationStanding(organization: organization, role: role ?? nil)
    }
}
