/// What is to be in a team that comes from elsewhere: from Cal.com, from a spreadsheet, from an export.
package struct Arrivals: Sendable {
    package var members: [MemberTerms]
    package var invites: [InviteTerms]

    package init(members: [MemberTerms] = [], invites: [InviteTerms] = []) {
        self.members = members
        self.invites = invites
    }

    /// All of them, in a team that has nobody yet.
    package var changes: [Change] { members.map { .memberAdded($0) } + invites.map { .inviteCreated($0) } }
}

extension Team {
    /// What this team lacks of `arrivals`.
    ///
    /// Whatever is there already stays as it is, for it may have been changed here since it was brought along: a member
    /// with the same user, or with the same e-mail address where there is no user; an invite with the same id, revoked
    /// or not.
    package func lacking(_ arrivals: Arrivals) -> Arrivals {
        var lacking = Arrivals()
        lacking.members = arrivals.members.filter { !has($0) }
        lacking.invites = arrivals.invites.filter { invites[$0.id] == nil }
        return lacking
    }

    /// Decides to take in what is lacking; the result is what that was.
    package func takeIn(_ arrivals: Arrivals) -> Decision<Arrivals> {
        let lacking = lacking(arrivals)
        return Decision(by: .operator, lacking.changes, result: lacking)
    }

    private func has(_ terms: MemberTerms) -> Bool {
        if let userID = terms.userID { return member(userID) != nil }
        return terms.email.flatMap { members.member(email: $0) } != nil
    }
}
