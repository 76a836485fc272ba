extension Team {
    /// Decides whether an invite admits somebody at a moment: the one place where that is decided, for every endpoint,
    /// page and command.
    ///
    /// Cheap and common obstacles come first and the count comes last, so that nothing that is refused could have been
    /// counted. A user who is a member is found before the count, since clicking again costs nothing, and so is whoever
    /// sends a form of the page again (`SubmissionMark`); but after the invite's own state: a dead link is dead for
    /// everybody.
    ///
    /// - Parameters:
    ///   - id: which invite.
    ///   - applicant: who wants to join; nil to ask about the invite alone.
    ///   - now: the moment of use, which is what counts for expiry.
    ///   - end: what a token proves for invites made before only (`InviteToken.createdBefore`).
    /// - Returns: the invite, and the member that the applicant is already.
    /// - Throws: why not.
    package func admission(
        by id: InviteID, of applicant: Applicant?, at now: Timestamp, createdBefore end: Timestamp? = nil
    ) throws(Refusal) -> (invite: Invite, member: Member?) {
        guard let invite = invites[id] else { throw .inviteNotFound }
        if let end, invite.createdAt >= end { throw .tokenUnknown }
        let status = invite.status(at: now)
        guard [.active, .exhausted].contains(status) else { throw .inviteDead(status) }
        if profile.isClosed { throw .inviteOfClosedTeam }
        if let applicant {
            if let userID = applicant.userID {
                if let member = member(userID) { return (invite, member) }
                if members.keepsOut(userID: userID, email: applicant.email) { throw .keptOut(team: self.id) }
            }
            try check(applicant, against: invite.extras.allowedEmailDomains)
            if applicant.userID == nil, let member = request(of: applicant, by: id) { return (invite, member) }
        }
        guard status == .active else { throw .inviteDead(status) }
        return (invite, nil)
    }

    /// The invite that a token opens at a moment, for whoever it may be.
    package func admission(by token: InviteToken, at now: Timestamp) throws(Refusal) -> Invite {
        try admission(by: token.id, of: nil, at: now, createdBefore: token.createdBefore).invite
    }

    /// Decides on a new member by an invite: check, count and membership are one step.
    ///
    /// Somebody whom nobody vouched for becomes a pending member, as long as the policy allows another, or corrects
    /// what they had sent before. Where the address that they give is kept out, nothing is recorded and no use counted, and
    /// they are told what everybody is told: a form tells nobody whose address is whose.
    package func redeem(
        _ id: InviteID, by applicant: Applicant, as author: Author, at now: Timestamp,
        createdBefore end: Timestamp? = nil, policy: InvitePolicy = InvitePolicy()
    ) throws(Refusal) -> Decision<Redemption> {
        let (invite, member) = try admission(by: id, of: applicant, at: now, createdBefore: end)
        let isNameless = applicant.userID == nil
        if isNameless, member == nil { try requireRoomToWait(by: id, policy) }
        let isKeptOut = isNameless && members.keepsOut(userID: nil, email: applicant.email)
        if let member, !isKeptOut {
            return try correction(of: member, to: applicant, by: author)
                ?? Decision(by: author, [], result: Redemption(member: member, isNew: false))
        }
        let terms = try MemberTerms(
            userID: applicant.userID, role: invite.role, accepted: !isNameless, email: applicant.email,
            name: applicant.name, submission: applicant.submission
        ).validated()
        let joined = Member(terms, id: MembershipID(sequence + 1), at: now, by: id)
        if isKeptOut { return Decision(by: author, [], result: Redemption(member: joined, isNew: false)) }
        return Decision(
            by: author, [.inviteRedeemed(id, terms)], result: Redemption(member: joined, isNew: true))
    }

    /// An invite that admits somebody.
    func openInvite(_ id: InviteID, at now: Timestamp) throws(Refusal) -> Invite {
        try admission(by: id, of: nil, at: now).invite
    }

    /// What somebody has asked for already by this invite at the sign-up page (`SubmissionMark`); nil for whoever was
    /// let in, for an address proves nothing.
    package func request(of applicant: Applicant, by id: InviteID) -> Member? {
        let requests = members.lazy.filter { $0.isRequest && $0.inviteID == id }
        let isAnonymous = applicant.name == nil && applicant.email == nil
        if let mark = applicant.submission {
            let own = requests.first { member in
                member.submission == mark
                    && (isAnonymous || member.hasName(of: applicant) || member.hasEmail(of: applicant))
            }
            if let own { return own }
        }
        return requests.first { $0.hasName(of: applicant) && $0.hasEmail(of: applicant) }
    }

    /// What changes about a request when it is sent once more; nil: nothing.
    private func correction(
        of member: Member, to applicant: Applicant, by author: Author
    ) throws(Refusal) -> Decision<Redemption>? {
        guard member.isRequest, let mark = member.submission else { return nil }
        let terms = try MemberTerms(
            userID: nil, role: member.role, accepted: false, email: applicant.email, name: applicant.name
        ).validated()
        var corrected = member
        (corrected.email, corrected.name) = (terms.email, terms.name)
        // The same words by another form are recorded too: from then on no form changes what two have sent.
        guard let email = terms.email, applicant.submission != mark || !corrected.isSpelled(like: member) else {
            return nil
        }
        return Decision(
            by: author, [.memberCorrected(member.id, email: email, name: terms.name)],
            result: Redemption(member: corrected, isNew: false))
    }

    /// The whole part after the last `@` counts, not its end: `evil-example.com` is not `example.com`.
    private func check(_ applicant: Applicant, against domains: [String]) throws(Refusal) {
        if domains.isEmpty { return }
        guard let domain = applicant.email.flatMap(EmailAddress.domain),
            domains.contains(where: { $0.utf8.elementsEqual(domain) })
        else { throw .emailNotAllowed }
        guard applicant.isEmailVerified else { throw .emailNotVerified }
    }
}

extension Member {
    /// True for the same name and address, byte by byte.
    func isSpelled(like other: Member) -> Bool {
        email.isSpelled(like: other.email) && name.isSpelled(like: other.name)
    }

    fileprivate func hasName(of applicant: Applicant) -> Bool {
        applicant.name != nil && name.isSpelled(like: applicant.name)
    }

    fileprivate func hasEmail(of applicant: Applicant) -> Bool {
        guard let email, let other = applicant.email else { return false }
        return EmailAddress.areSame(email, other)
    }
}
