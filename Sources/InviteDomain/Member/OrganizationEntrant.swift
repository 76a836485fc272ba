/// A member of a team who may have to enter the team's organization.
struct OrganizationEntrant {
    /// The member as they are in the team, after the change.
    let member: Member
    /// Nil for somebody whom the change does not admit.
    let reason: Reason?
    /// True if an admin has just said which user the member is, who had no number.
    let isIdentified: Bool

    enum Reason {
        /// An invite or an admin admits them now.
        case admitted
        /// They were admitted before, and a process that died may have kept them out of the organization.
        case admittedBefore
    }

    /// Somebody whom an admin has added to the team.
    init(admitted member: Member) { self.init(member, .admitted) }

    /// Somebody who became a member of the team by a request that is sent again.
    init(admittedBefore member: Member) { self.init(member, .admittedBefore) }

    /// Somebody who has used an invite.
    init(_ redemption: Redemption, of applicant: Applicant) {
        let isKnown = applicant.userID != nil
        self.init(redemption.member, redemption.isNew ? .admitted : isKnown ? .admittedBefore : nil)
    }

    /// A member as they are after an edit; `team` is the team before it.
    init(_ member: Member, after edit: MemberEdit, in team: Team) {
        let wasAccepted = team.members[.membership(member.id)]?.accepted ?? false
        let reason = edit.accepted == true ? (wasAccepted ? Reason.admittedBefore : .admitted) : nil
        self.init(member, reason, isIdentified: edit.userID != nil)
    }

    private init(_ member: Member, _ reason: Reason?, isIdentified: Bool = false) {
        self.member = member
        self.reason = reason
        self.isIdentified = isIdentified
    }

    /// False for somebody of whom nothing follows: who waits in the team, or whom the change does not concern.
    var mayEnter: Bool { member.accepted && (reason != nil || isIdentified) }
}

/// An organization, which takes in the members of its teams.
extension Team {
    /// Decides to add the memberships that are missing: as ordinary members, never a second time, and none while the
    /// organization is closed.
    func takeIn(
        _ entrants: [OrganizationEntrant], by author: Author, at now: Timestamp
    ) throws(Refusal) -> Decision<Void> {
        var (changes, entered): ([Change], [Member]) = ([], [])
        for entrant in entrants where !entered.contains(where: { $0.isNamed(like: entrant.member) }) {
            let more = try self.changes(for: entrant, by: author, at: now)
            if !more.isEmpty { entered.append(entrant.member) }
            changes += more
        }
        return Decision(by: author, changes, result: ())
    }

    private func changes(
        for entrant: OrganizationEntrant, by author: Author, at now: Timestamp
    ) throws(Refusal) -> [Change] {
        let member = entrant.member
        if knows(member) || members.keepsOut(userID: member.userID, email: member.email) { return [] }
        if entrant.isIdentified, let userID = member.userID, let nameless = ordinaryMember(alike: member) {
            return try changeMember(.membership(nameless.id), MemberEdit(userID: userID), by: author).changes
        }
        if profile.isClosed { return [] }
        switch entrant.reason {
        case .admitted: break
        case .admittedBefore where !members.hasLeft(member): break
        case .admittedBefore, nil: return []
        }
        let terms = MemberTerms(
            userID: member.userID, role: .member, accepted: true, email: member.email, name: member.name)
        return try addMember(terms, by: author, at: now).changes
    }

    /// True if somebody like `other`, of another team, is a member here, pending or not.
    package func knows(_ other: Member) -> Bool {
        if let userID = other.userID { return member(userID) != nil }
        return other.email.flatMap { members.member(email: $0) } != nil
    }

    /// True for somebody who is no member here because they were taken out or are kept out.
    package func hasTakenOut(_ other: Member) -> Bool {
        !knows(other) && (members.hasLeft(other) || members.keepsOut(userID: other.userID, email: other.email))
    }

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
