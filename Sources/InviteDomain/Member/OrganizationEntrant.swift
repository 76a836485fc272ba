/// A member of a team, of whom something may follow in the team's organization.
struct OrganizationEntrant {
    let member: Member
    /// Nil: they are not let in.
    let reason: Reason?
    /// True if an admin has said which user somebody is who had no number.
    let identifies: Bool

    enum Reason {
        /// An invite or an admin lets somebody in now.
        case letIn
        /// That may have been interrupted.
        case completed
    }

    init(_ member: Member, _ reason: Reason?) { self.init(member, reason, identifies: false) }

    private init(_ member: Member, _ reason: Reason?, identifies: Bool) {
        self.member = member
        self.reason = reason
        self.identifies = identifies
    }

    /// A member as they are after an edit; `team` is the team before it.
    init(_ member: Member, after edit: MemberEdit, in team: Team) {
        let wasAccepted = team.members[.membership(member.id)]?.accepted ?? false
        let reason = edit.accepted == true ? (wasAccepted ? Reason.completed : .letIn) : nil
        self.init(member, reason, identifies: edit.userID != nil)
    }

    /// False for somebody of whom nothing follows: who waits in the team, or was only looked at.
    var mayEnter: Bool { member.accepted && (reason != nil || identifies) }
}

/// An organization, which takes in the members of its teams.
extension Team {
    /// Decides to add the memberships that are missing: as ordinary members, and never a second time.
    func takeIn(
        _ entrants: [OrganizationEntrant], by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> Decision<Void> {
        var (changes, entered): ([Change], [Member]) = ([], [])
        for entrant in entrants where !entered.contains(where: { $0.isNamed(like: entrant.member) }) {
            let more = try self.changes(for: entrant, by: actor, at: now)
            if !more.isEmpty { entered.append(entrant.member) }
            changes += more
        }
        return Decision(by: actor, changes, result: ())
    }

    private func changes(
        for entrant: OrganizationEntrant, by actor: Actor, at now: Timestamp
    ) throws(Refusal) -> [Change] {
        let member = entrant.member
        if knows(member) { return [] }
        if entrant.identifies, let userID = member.userID, let nameless = ordinaryMember(alike: member) {
            return try changeMember(.membership(nameless.id), MemberEdit(userID: userID), by: actor).changes
        }
        guard entrant.reason == .letIn || (entrant.reason == .completed && !members.hasLeft(member)) else { return [] }
        let terms = MemberTerms(
            userID: member.userID, role: .member, accepted: true, email: member.email, name: member.name)
        return try addMember(terms, by: actor, at: now).changes
    }

    /// True if somebody like `other`, of another team, is a member here, pending or not.
    package func knows(_ other: Member) -> Bool {
        if let userID = other.userID { return member(userID) != nil }
        return other.email.flatMap { members.member(email: $0) } != nil
    }

    /// True for somebody who is no member here because they were taken out.
    package func hasTakenOut(_ other: Member) -> Bool { !knows(other) && members.hasLeft(other) }

    /// An accepted, ordinary member without a number who has the address of `other`.
    ///
    /// One with a higher role is none of these: an address that somebody typed leads to no power.
    private func ordinaryMember(alike other: Member) -> Member? {
        guard let email = other.email else { return nil }
        return members.first { member in
            member.userID == nil && member.role == .member && member.accepted
                && member.email.map { EmailAddress.areSame($0, email) } ?? false
        }
    }
}

extension Member {
    /// True for the same user, or for two without a number who have one address.
    fileprivate func isNamed(like other: Member) -> Bool {
        if userID != nil || other.userID != nil { return userID == other.userID }
        guard let email, let otherEmail = other.email else { return false }
        return EmailAddress.areSame(email, otherEmail)
    }
}
