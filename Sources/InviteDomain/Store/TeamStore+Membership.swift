/// Memberships of an organization follow those of its teams: these are two histories, and no lock spans both.
///
/// The team comes first: that is where an invite is checked and counted, so nobody enters an organization whom no invite
/// admitted. A death between the two leaves a member of the team whose membership in the organization is missing; nothing
/// was acknowledged yet, a member of the team needs nothing from the organization, and the same request sent again finds
/// the member and completes the rest.
///
/// Only being let in brings somebody into the organization: as a new member, or from pending to accepted. Whoever was
/// taken out of it stays out, whatever else is changed about them in a team.
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
        try updateMemberships(id) { team, now in
            try decide(team, now).map { ([OrganizationEntrant($0, .letIn)], $0) }
        }
    }

    /// Changes a member of a team, and in its organization what follows from that.
    ///
    /// Who is accepted enters the organization. Who was given a number is no second person there: the membership that the
    /// same address has without a number gets it, if it is an ordinary one. Nothing else has a consequence.
    ///
    /// - Parameters:
    ///   - reference: which member.
    ///   - edit: what is to change.
    ///   - id: of which team.
    ///   - actor: by whose hand.
    ///   - authority: the role in which it is done; throws when there is none.
    /// - Returns: the member as they are now, nil when there is no such team.
    /// - Throws: why not, and `StoreError`.
    package func changeMember(
        _ reference: MemberReference, _ edit: MemberEdit, of id: TeamID, by actor: Actor,
        authority: (Team) throws -> Role = { _ in .owner }
    ) throws -> Member? {
        try updateMemberships(id) { team, _ in
            try team.changeMember(reference, edit, as: try authority(team), by: actor).map { member in
                ([OrganizationEntrant(member, after: edit, in: team)], member)
            }
        }
    }

    /// Accepts many members of a team at a time, all of them or none, and takes them into its organization.
    ///
    /// - Returns: the members as they are now, each once; nil when there is no such team.
    /// - Throws: `memberNotFound` for the first who is none, and `StoreError`.
    package func acceptMembers(
        _ references: [MemberReference], of id: TeamID, by actor: Actor
    ) throws -> [Member]? {
        try updateMemberships(id) { team, _ in
            try team.acceptMembers(references, by: actor).map { members in
                (members.map { OrganizationEntrant($0, after: MemberEdit(accepted: true), in: team) }, members)
            }
        }
    }

    /// Lets somebody join by a token; nil when its team does not exist.
    ///
    /// Who was a member already enters the organization only if a death kept them out: whoever was taken out of it stays
    /// out until another invite or an admin lets them in. At the sign-up page nobody is known to be who they say, so
    /// nothing follows from an address.
    package func redeem(
        _ token: InviteToken, by applicant: Applicant, as actor: Actor, policy: InvitePolicy = InvitePolicy()
    ) throws -> (redemption: Redemption, team: TeamProfile)? {
        try updateMemberships(token.id.teamID) { team, now in
            try team.redeem(
                token.id, by: applicant, as: actor, at: now, createdBefore: token.createdBefore, policy: policy
            ).map { redemption in
                let reason: OrganizationEntrant.Reason? =
                    redemption.isNew ? .letIn : applicant.userID == nil ? nil : .completed
                return ([OrganizationEntrant(redemption.member, reason)], (redemption, team.profile))
            }
        }
    }

    private func updateMemberships<Result>(
        _ id: TeamID,
        _ decide: (Team, Timestamp) throws -> Decision<(entrants: [OrganizationEntrant], result: Result)>
    ) throws -> Result? {
        let outcome = try update(id) { team, now in
            let decision = try decide(team, now)
            let completion = Completion(
                organization: team.profile.parentID, entrants: decision.result.entrants.filter(\.mayEnter),
                actor: decision.actor)
            return Decision(by: decision.actor, decision.changes, result: (completion, decision.result.result))
        }
        guard let (completion, result) = outcome else { return nil }
        if let organization = completion.organization, !completion.entrants.isEmpty {
            try complete(completion, in: organization)
        }
        return result
    }

    private func complete(_ completion: Completion, in organization: TeamID) throws {
        let done: Void? = try update(organization) { team, now in
            try team.takeIn(completion.entrants, by: completion.actor, at: now)
        }
        guard done != nil else {
            let whose = completion.entrants.map { "member \($0.member.id)" }.joined(separator: ", ")
            let advice = "restore its ledger from a backup"
            throw StoreError(.corrupt, "organization \(organization) of \(whose) has no history; \(advice)")
        }
    }
}

/// What is left to do in the organization after a team has changed.
private struct Completion {
    let organization: TeamID?
    let entrants: [OrganizationEntrant]
    let actor: Actor
}
