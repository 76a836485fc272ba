/// Memberships of an organization follow those of its teams: these are two histories, and no lock spans both.
///
/// The team is changed first: that is where an invite is checked and counted, so nobody enters an organization whom no
/// invite admitted. If the process dies between the two, a member of the team is missing in the organization. Nothing
/// was acknowledged then, and a member of the team needs nothing from the organization; the same request, sent again,
/// finds the member and adds the missing membership.
///
/// Somebody enters the organization when they are admitted to a team, as a new member or from pending to accepted, and
/// by nothing else. Whoever was taken out of the organization stays out, whatever else is changed about them in a team;
/// and who is kept out of it stays out even when a team admits them, for only the organization's own admins lift that.
/// Being kept out of a team says nothing about its organization.
extension TeamStore {
    /// Lets `decide` decide on a new member of a team, and takes an accepted one into the team's organization.
    ///
    /// - Parameters:
    ///   - id: which team.
    ///   - decide: like that of `update`; the result is the member as they will be.
    /// - Returns: the member, nil when there is no such team.
    /// - Throws: what `decide` throws, and `StoreError`.
    package func addMember(
        to id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Member>
    ) throws -> Member? {
        try updateMemberships(of: id, decide) { member, _ in [OrganizationEntrant(admitted: member)] }
    }

    /// Changes a member of a team, and in its organization what follows from that.
    ///
    /// Who is accepted enters the organization. Who was given a number is no second person there: the membership that
    /// the same address has without a number gets it, if it is an ordinary one. Nothing else has a consequence.
    ///
    /// - Parameters:
    ///   - reference: which member.
    ///   - edit: what is to change.
    ///   - id: of which team.
    ///   - author: by whose hand.
    ///   - authority: the role in which it is done; throws when there is none.
    /// - Returns: the member as they are now, nil when there is no such team.
    /// - Throws: why not, and `StoreError`.
    package func changeMember(
        _ reference: MemberReference, _ edit: MemberEdit, of id: TeamID, by author: Author,
        authority: (Team) throws -> Role = { _ in .owner }
    ) throws -> Member? {
        try updateMemberships(of: id) { team, _ in
            try team.changeMember(reference, edit, as: try authority(team), by: author)
        } entrants: { member, team in
            [OrganizationEntrant(member, after: edit, in: team)]
        }
    }

    /// Accepts many members of a team at a time, all of them or none, and takes them into its organization.
    ///
    /// - Returns: the members as they are now, each once; nil when there is no such team.
    /// - Throws: `memberNotFound` for the first who is none, and `StoreError`.
    package func acceptMembers(
        _ references: [MemberReference], of id: TeamID, by author: Author
    ) throws -> [Member]? {
        try updateMemberships(of: id) { team, _ in
            try team.acceptMembers(references, by: author)
        } entrants: { members, team in
            members.map { OrganizationEntrant($0, after: MemberEdit(accepted: true), in: team) }
        }
    }

    /// Decides about many of those who wait in a team, in one step, and takes those whom it lets in into its organization.
    ///
    /// - Parameters:
    ///   - batch: who is let in and who is not.
    ///   - id: of which team.
    ///   - author: by whose hand.
    ///   - authority: the role in which it is done; throws when there is none.
    /// - Returns: what has become of each; nil when there is no such team.
    /// - Throws: why nothing was decided on anybody, and `StoreError`.
    package func decide(
        _ batch: MembershipBatch, of id: TeamID, by author: Author, authority: (Team) throws -> Role
    ) throws -> [MembershipOutcome]? {
        try updateMemberships(of: id) { team, _ in
            try team.decide(batch, as: try authority(team), by: author)
        } entrants: { outcomes, team in
            outcomes.compactMap { outcome in
                switch outcome.result {
                case .accepted(let member), .unchanged(let member):
                    OrganizationEntrant(member, after: MemberEdit(accepted: true), in: team)
                case .declined, .failed: nil
                }
            }
        }
    }

    /// Lets somebody join by a token; nil when its team does not exist.
    ///
    /// Somebody who is a member of the team already is added to the organization only if a process that died kept them
    /// out of it: whoever was taken out of it stays out until another invite or an admin admits them. At the sign-up
    /// page nobody is known to be who they say, so nothing follows from an address.
    package func redeem(
        _ token: InviteToken, by applicant: Applicant, as author: Author, policy: InvitePolicy = InvitePolicy()
    ) throws -> (redemption: Redemption, team: TeamProfile)? {
        try updateMemberships(of: token.id.teamID) { team, now in
            try team.redeem(
                token.id, by: applicant, as: author, at: now, createdBefore: token.createdBefore, policy: policy
            ).map { (redemption: $0, team: team.profile) }
        } entrants: { outcome, _ in
            [OrganizationEntrant(outcome.redemption, of: applicant)]
        }
    }

    /// Takes the first owner of a team into its organization.
    ///
    /// - Parameters:
    ///   - id: which team.
    ///   - owner: nil for a team that nobody was in.
    ///   - isNew: false for a team that was made before, whose owner may have been taken out of the organization since.
    ///   - author: by whose hand.
    /// - Throws: `StoreError`.
    func completeOwner(of id: TeamID, _ owner: UserID?, isNew: Bool, by author: Author) throws {
        guard let owner else { return }
        let entry = try read(id) { team in
            team.member(owner).flatMap { member in
                let entrant =
                    isNew ? OrganizationEntrant(admitted: member) : OrganizationEntrant(admittedBefore: member)
                return OrganizationEntry(of: [entrant], from: team, by: author)
            }
        }
        if let entry = entry ?? nil { try complete(entry) }
    }

    /// Updates a team, and then its organization.
    ///
    /// - Parameters:
    ///   - id: which team.
    ///   - decide: like that of `update`.
    ///   - entrants: who may have to enter the organization, from the result and the team before the change.
    /// - Returns: the result of the decision, nil when there is no such team.
    /// - Throws: what `decide` throws, and `StoreError`.
    private func updateMemberships<Result>(
        of id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>,
        entrants: (Result, Team) -> [OrganizationEntrant]
    ) throws -> Result? {
        var entry: OrganizationEntry?
        let result = try update(id) { team, now in
            let decision = try decide(team, now)
            entry = OrganizationEntry(of: entrants(decision.result, team), from: team, by: decision.author)
            return decision
        }
        if let entry { try complete(entry) }
        return result
    }

    private func complete(_ entry: OrganizationEntry) throws {
        let done: Void? = try update(entry.organization) { team, now in
            try team.takeIn(entry.entrants, by: entry.author, at: now)
        }
        guard done != nil else {
            let whose = entry.entrants.map { "member \($0.member.id)" }.joined(separator: ", ")
            let advice = "restore its ledger from a backup"
            throw StoreError(.corrupt, "organization \(entry.organization) of \(whose) has no history; \(advice)")
        }
    }
}

/// What is left to do in the organization after a team has changed.
private struct OrganizationEntry {
    let organization: TeamID
    let entrants: [OrganizationEntrant]
    let author: Author

    /// Nil if nothing is: the team has no organization, or nothing follows there.
    init?(of entrants: [OrganizationEntrant], from team: Team, by author: Author) {
        let entrants = entrants.filter(\.mayEnter)
        guard let organization = team.profile.parentID, !entrants.isEmpty else { return nil }
        self.organization = organization
        self.entrants = entrants
        self.author = author
    }
}
