extension TeamStore {
    /// Lets `decide` decide about one member of a team, and sees to it that an accepted member of an organization's team
    /// is a member of the organization too.
    ///
    /// These are two histories, and no lock spans both. The team comes first: that is where an invite is checked and
    /// counted, so nobody enters an organization whom no invite admitted. A death between the two leaves a member of the
    /// team whose membership in the organization is missing; nothing was acknowledged yet, a member of the team needs
    /// nothing from the organization, and the same request sent again finds the member and completes the rest.
    ///
    /// - Parameters:
    ///   - id: which team.
    ///   - decide: like that of `update`; the result is the member as they will be, and whatever else the caller wants.
    /// - Returns: what `decide` returned, nil when there is no such team.
    /// - Throws: what `decide` throws, and `StoreError`.
    package func updateMembership<Result>(
        _ id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<(member: Member, result: Result)>
    ) throws -> Result? {
        try updateMembership(id) { team, now in try decide(team, now).map { ($0.member, .asked, $0.result) } }
    }

    /// Lets somebody join by a token; nil when its team does not exist.
    ///
    /// Who was a member already enters the organization only if a death kept them out: whoever was taken out of it stays
    /// out until another invite or an admin lets them in. At the sign-up page nobody is known to be who they say, so
    /// nothing follows from an address.
    package func redeem(
        _ token: InviteToken, by applicant: Applicant, as actor: Actor, policy: InvitePolicy = InvitePolicy()
    ) throws -> (redemption: Redemption, team: TeamProfile)? {
        try updateMembership(token.id.teamID) { team, now in
            try team.redeem(
                token.id, by: applicant, as: actor, at: now, createdBefore: token.createdBefore, policy: policy
            ).map { redemption in
                let entry: OrganizationEntry =
                    redemption.isNew ? .asked : applicant.userID == nil ? .none : .completed
                return (redemption.member, entry, (redemption, team.profile))
            }
        }
    }

    private func updateMembership<Result>(
        _ id: TeamID,
        _ decide: (Team, Timestamp) throws -> Decision<(member: Member, entry: OrganizationEntry, result: Result)>
    ) throws -> Result? {
        let outcome = try update(id) { team, now in
            let decision = try decide(team, now)
            let completion = Completion(organization: team.profile.parentID, actor: decision.actor)
            return Decision(by: decision.actor, decision.changes, result: (decision.result, completion))
        }
        guard let ((member, entry, result), completion) = outcome else { return nil }
        if member.accepted, entry != .none, let organization = completion.organization {
            try join(organization, member, entry, by: completion.actor)
        }
        return result
    }

    /// Adds the membership in the organization if it is missing: as an ordinary member, and never a second time.
    private func join(
        _ organization: TeamID, _ member: Member, _ entry: OrganizationEntry, by actor: Actor
    ) throws {
        let terms = MemberTerms(
            userID: member.userID, role: .member, accepted: true, email: member.email, name: member.name)
        let done: Void? = try update(organization) { team, now in
            let hasLeft = member.userID.map(team.members.hasLeft) ?? false
            if team.knows(member) || (entry == .completed && hasLeft) {
                return Decision(by: actor, [], result: ())
            }
            return try team.addMember(terms, by: actor, at: now).map { _ in }
        }
        guard done != nil else {
            let advice = "restore its ledger from a backup"
            throw StoreError(.corrupt, "organization \(organization) of member \(member.id) has no history; \(advice)")
        }
    }
}

/// Why somebody is to be a member of the organization too.
private enum OrganizationEntry {
    /// Because an invite or an admin lets them in now.
    case asked
    /// Because that may have been interrupted.
    case completed
    case none
}

private struct Completion {
    let organization: TeamID?
    let actor: Actor
}

extension Team {
    /// True if somebody like `other`, of another team, is a member here, pending or not.
    package func knows(_ other: Member) -> Bool {
        if let userID = other.userID { return member(userID) != nil }
        return other.email.flatMap { members.member(email: $0) } != nil
    }
}
