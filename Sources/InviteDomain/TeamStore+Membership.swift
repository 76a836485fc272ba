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
        try updateMembership(id) { team, now in try decide(team, now).map { ($0, .letIn, $0) } }
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
        try updateMembership(id) { team, _ in
            let before = team.members[reference]
            return try team.changeMember(reference, edit, as: try authority(team), by: actor).map { member in
                (member, OrganizationEntry(after: edit, wasAccepted: before?.accepted ?? false), member)
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
        try updateMembership(token.id.teamID) { team, now in
            try team.redeem(
                token.id, by: applicant, as: actor, at: now, createdBefore: token.createdBefore, policy: policy
            ).map { redemption in
                let entry: OrganizationEntry =
                    redemption.isNew ? .letIn : applicant.userID == nil ? .nothing : .completed
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
        if member.accepted, entry != .nothing, let organization = completion.organization {
            try join(organization, member, entry, by: completion.actor)
        }
        return result
    }

    /// Adds the membership in the organization if it is missing: as an ordinary member, and never a second time.
    private func join(
        _ organization: TeamID, _ member: Member, _ entry: OrganizationEntry, by actor: Actor
    ) throws {
        let done: Void? = try update(organization) { team, now in
            if team.knows(member) { return Decision(by: actor, [], result: ()) }
            if entry.identifies, let userID = member.userID, let nameless = team.ordinaryMember(alike: member) {
                let edit = MemberEdit(userID: userID)
                return try team.changeMember(.membership(nameless.id), edit, by: actor).map { _ in }
            }
            guard entry.reason == .letIn || (entry.reason == .completed && !team.members.hasLeft(member)) else {
                return Decision(by: actor, [], result: ())
            }
            let terms = MemberTerms(
                userID: member.userID, role: .member, accepted: true, email: member.email, name: member.name)
            return try team.addMember(terms, by: actor, at: now).map { _ in }
        }
        guard done != nil else {
            let advice = "restore its ledger from a backup"
            throw StoreError(.corrupt, "organization \(organization) of member \(member.id) has no history; \(advice)")
        }
    }
}

/// Why something follows in the organization.
private struct OrganizationEntry: Equatable {
    let reason: Reason?
    /// True if an admin has said which user somebody is who had no number.
    let identifies: Bool

    enum Reason {
        /// An invite or an admin lets somebody in now.
        case letIn
        /// That may have been interrupted.
        case completed
    }

    static let letIn = OrganizationEntry(reason: .letIn, identifies: false)
    static let completed = OrganizationEntry(reason: .completed, identifies: false)
    static let nothing = OrganizationEntry(reason: nil, identifies: false)

    private init(reason: Reason?, identifies: Bool) {
        self.reason = reason
        self.identifies = identifies
    }

    init(after edit: MemberEdit, wasAccepted: Bool) {
        let reason = edit.accepted == true ? (wasAccepted ? Reason.completed : .letIn) : nil
        self.init(reason: reason, identifies: edit.userID != nil)
    }
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

    /// An accepted, ordinary member without a number who has the address of `other`.
    ///
    /// One with a higher role is none of these: an address that somebody typed leads to no power.
    fileprivate func ordinaryMember(alike other: Member) -> Member? {
        guard let email = other.email else { return nil }
        return members.first { member in
            member.userID == nil && member.role == .member && member.accepted
                && member.email.map { EmailAddress.areSame($0, email) } ?? false
        }
    }

    /// True for somebody who is no member here because they were taken out.
    package func hasTakenOut(_ other: Member) -> Bool { !knows(other) && members.hasLeft(other) }
}
