extension TeamProfile {
    /// The same profile if a team may be like that.
    package func validated() throws(Refusal) -> TeamProfile {
        _ = try TextRule.name(name, field: "name", limit: 255)
        if let slug {
            let isSlug = (1...100).contains(slug.utf8.count) && slug.utf8.allSatisfy(isSlugCharacter)
            guard isSlug else {
                throw .invalid(field: "slug", expected: "1 to 100 lower-case letters, digits and hyphens")
            }
        }
        if isOrganization, parentID != nil {
            throw .invalid(field: "parent", expected: "nothing, since an organization belongs to no other team")
        }
        return self
    }
}

extension Team {
    /// Decides on a new member; the result is the membership's id.
    package func addMember(_ terms: MemberTerms, by actor: Actor) throws(Refusal) -> Decision<Int> {
        guard member(terms.userID) == nil else { throw .memberExists(terms.userID, team: id) }
        if let email = terms.email { _ = try TextRule.email(email) }
        if let name = terms.name { _ = try TextRule.name(name, field: "name", limit: 255) }
        return Decision(by: actor, [.memberAdded(terms)], result: sequence + 1)
    }

    /// Decides on another role, or on the acceptance of a pending member; nil leaves a part as it is.
    package func changeMember(
        _ userID: UserID, role: Role? = nil, accepted: Bool? = nil, by actor: Actor
    ) throws(Refusal) -> Decision<Void> {
        guard let member = member(userID) else { throw .memberNotFound(userID, team: id) }
        let newRole = role ?? member.role
        let isAccepted = accepted ?? member.accepted
        if newRole != .owner || !isAccepted { try keepAnOwner(without: member) }
        let isChange = newRole != member.role || isAccepted != member.accepted
        let changes: [Change] = isChange ? [.memberChanged(member.id, role: newRole, accepted: isAccepted)] : []
        return Decision(by: actor, changes, result: ())
    }

    /// Decides on the end of a membership.
    package func removeMember(_ userID: UserID, by actor: Actor) throws(Refusal) -> Decision<Void> {
        guard let member = member(userID) else { throw .memberNotFound(userID, team: id) }
        try keepAnOwner(without: member)
        return Decision(by: actor, [.memberRemoved(member.id)], result: ())
    }

    /// Refuses to lose the last accepted owner.
    private func keepAnOwner(without member: Member) throws(Refusal) {
        guard member.role == .owner, member.accepted else { return }
        let isLast = !members.contains { $0.role == .owner && $0.accepted && $0.userID != member.userID }
        if isLast { throw .lastOwner(team: id) }
    }
}

private func isSlugCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
    default: false
    }
}
