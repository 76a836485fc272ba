extension MemberTerms {
    /// The same terms if a member may be like that.
    func validated() throws(Refusal) -> MemberTerms {
        MemberTerms(
            userID: userID, role: role, accepted: accepted, disableImpersonation: disableImpersonation,
            email: try email.map { (email) throws(Refusal) in try TextRule.email(email) },
            name: try name.map { (name) throws(Refusal) in
                try TextRule.name(name, field: "name", limit: TextRule.longName)
            },
            joinedAt: joinedAt, submission: submission)
    }
}

extension Team {
    /// Decides on a new member.
    ///
    /// - Parameters:
    ///   - terms: who, in which role.
    ///   - authority: the role in which it is done; nobody hands out more than that.
    ///   - author: by whose hand.
    ///   - now: the moment of the decision.
    /// - Returns: the membership, and the change that begins it.
    /// - Throws: the first rule that is broken.
    package func addMember(
        _ terms: MemberTerms, as authority: Role = .owner, by author: Author, at now: Timestamp
    ) throws(Refusal) -> Decision<Member> {
        guard terms.role <= authority else { throw .roleAboveOwn(role: terms.role, own: authority) }
        try requireOpen()
        if let userID = terms.userID, member(userID) != nil { throw .memberExists(userID, team: id) }
        let terms = try terms.validated()
        let member = Member(terms, id: MembershipID(sequence + 1), at: now)
        return Decision(by: author, [.memberAdded(terms)], result: member)
    }

    /// Decides on another role, on the acceptance of a pending member, or on who somebody is who signed up.
    package func changeMember(
        _ reference: MemberReference, _ edit: MemberEdit, as authority: Role = .owner, by author: Author
    ) throws(Refusal) -> Decision<Member> {
        let member = try existingMember(reference, below: authority)
        var changed = member
        changed.role = edit.role ?? member.role
        changed.accepted = edit.accepted ?? member.accepted
        changed.disableImpersonation = edit.disableImpersonation ?? member.disableImpersonation
        guard changed.role <= authority else { throw .roleAboveOwn(role: changed.role, own: authority) }
        if changed.accepted, !member.accepted { try requireOpen() }
        if let userID = edit.userID { changed.userID = try identified(member, as: userID) }
        if changed.role != .owner || !changed.accepted { try keepAnOwner(without: member) }
        guard changed != member else { return Decision(by: author, [], result: member) }
        let recorded = MemberEdit(
            role: changed.role, accepted: changed.accepted,
            disableImpersonation: changed.disableImpersonation == member.disableImpersonation
                ? nil : changed.disableImpersonation,
            userID: changed.userID == member.userID ? nil : changed.userID
        )
        return Decision(by: author, [.memberChanged(member.id, recorded)], result: changed)
    }

    /// Decides on the end of a membership, or of the waiting of somebody who may then try again or is kept out.
    package func removeMember(
        _ reference: MemberReference, keepingOut: Bool = false, as authority: Role = .owner, by author: Author
    ) throws(Refusal) -> Decision<Member> {
        let member = try existingMember(reference, below: authority)
        try keepAnOwner(without: member)
        return Decision(by: author, [.end(of: member.id, keepingOut: keepingOut)], result: member)
    }

    /// A member whom somebody of this authority may change: nobody touches those above.
    func existingMember(_ reference: MemberReference, below authority: Role) throws(Refusal) -> Member {
        guard let member = members[reference] else { throw .memberNotFound(reference, team: id) }
        guard member.role <= authority else { throw .memberOutranks(member.role) }
        return member
    }

    private func identified(_ member: Member, as userID: UserID) throws(Refusal) -> UserID {
        if member.userID == userID { return userID }
        if let known = member.userID { throw .memberIdentified(known) }
        if self.member(userID) != nil { throw .memberExists(userID, team: id) }
        return userID
    }

    /// Refuses to lose the last accepted owner.
    private func keepAnOwner(without member: Member) throws(Refusal) {
        guard member.role == .owner, member.accepted else { return }
        let isLast = !members.contains { $0.role == .owner && $0.accepted && $0.id != member.id }
        if isLast { throw .lastOwner(team: id) }
    }
}
