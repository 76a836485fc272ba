extension Team {
    /// The role of `userID` here, nil for strangers and for those who have not been accepted yet.
    package func acceptedRole(of userID: UserID) -> Role? {
        guard let member = member(userID), member.accepted else { return nil }
        return member.role
    }

    /// The role in which `caller` is a member here; nil also where their credential is narrowed to other teams, which makes
    /// everybody a stranger.
    package func acceptedRole(of caller: Caller) -> Role? {
        caller.reaches(id) ? acceptedRole(of: caller.userID) : nil
    }

    /// In which role `caller` manages this team: as its ADMIN or OWNER, as one of the organization's, or as an instance
    /// administrator (who counts as an owner everywhere).
    package func authority(
        of caller: Caller, organization: OrganizationStanding? = nil
    ) throws(Refusal) -> Role {
        let role = try managingRole(of: caller, organization: organization)
        try requireParent(organization)
        return role
    }

    /// Refuses to show the team to whoever is neither an accepted member nor manages it.
    package func requireVisible(
        to caller: Caller, organization: OrganizationStanding? = nil
    ) throws(Refusal) {
        if acceptedRole(of: caller) == nil { _ = try managingRole(of: caller, organization: organization) }
        try requireParent(organization)
    }

    /// Refuses a team of another organization than the one that was named.
    private func requireParent(_ organization: OrganizationStanding?) throws(Refusal) {
        guard let organization, profile.parentID != organization.organization else { return }
        throw .teamNotFound(team: id)
    }

    /// What somebody is told who asks for a team that does not exist: the truth only if they manage what they named.
    package static func missing(
        _ id: TeamID, for caller: Caller, organization: OrganizationStanding? = nil
    ) -> Refusal {
        let manages = caller.isInstanceAdmin || (organization?.role ?? .member) >= .admin
        return manages && caller.reaches(id) ? .teamNotFound(team: id) : .notAMember(team: id)
    }

    private func managingRole(of caller: Caller, organization: OrganizationStanding?) throws(Refusal) -> Role {
        try caller.requireReach(id)
        if caller.isInstanceAdmin { return .owner }
        let own = acceptedRole(of: caller)
        let inherited = organization?.role ?? .member
        if inherited >= .admin { return max(inherited, own ?? .member) }
        guard let own else { throw .notAMember(team: id) }
        guard own >= .admin else { throw .roleTooLow(user: caller.userID, required: .admin, team: id) }
        return own
    }
}
