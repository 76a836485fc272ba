/// The members and invites that an import brings to one team: from Cal.com, from a spreadsheet, from an export.
package struct Arrivals: Sendable {
    package var members: [MemberTerms]
    package var invites: [InviteTerms]
    /// True for a team that was closed where it comes from; one that is there already stays as it is.
    package var closes: Bool

    package init(members: [MemberTerms] = [], invites: [InviteTerms] = [], closes: Bool = false) {
        self.members = members
        self.invites = invites
        self.closes = closes
    }

    /// The changes that add all of them to a new team.
    package var changes: [Change] {
        members.map { .memberAdded($0) } + invites.map { .inviteCreated($0) } + (closes ? [.teamClosed] : [])
    }
}

extension Team {
    /// What of `arrivals` is not in this team yet.
    ///
    /// What is there already stays as it is, since it may have been changed here after an earlier import: a member
    /// with the same user, or with the same e-mail address where there is no user; an invite with the same id, revoked
    /// or not. Whoever is kept out stays out.
    package func lacking(_ arrivals: Arrivals) -> Arrivals {
        var lacking = Arrivals()
        lacking.members = arrivals.members.filter { !has($0) }
        lacking.invites = arrivals.invites.filter { invites[$0.id] == nil }
        return lacking
    }

    /// Decides to add what is not there yet; the result is what that was.
    ///
    /// - Throws: `teamClosed` if that is anything and the team is closed.
    package func takeIn(_ arrivals: Arrivals) throws(Refusal) -> Decision<Arrivals> {
        let lacking = lacking(arrivals)
        if !lacking.changes.isEmpty { try requireOpen() }
        return Decision(by: .operator, lacking.changes, result: lacking)
    }

    private func has(_ terms: MemberTerms) -> Bool {
        if members.keepsOut(userID: terms.userID, email: terms.email) { return true }
        if let userID = terms.userID { return member(userID) != nil }
        return terms.email.flatMap { members.member(email: $0) } != nil
    }
}
