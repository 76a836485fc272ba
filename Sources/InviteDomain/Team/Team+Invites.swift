extension Team {
    /// Decides on a new invite, or finds the one that the same request made before.
    ///
    /// - Parameters:
    ///   - options: what is asked for.
    ///   - authority: the role in which the creator acts; a link never grants more.
    ///   - author: by whose hand it is made.
    ///   - random: eight bytes nobody can guess, for the id.
    ///   - now: the moment of the decision.
    ///   - policy: what the operator allows.
    ///   - key: names the request, if it may be sent again.
    /// - Returns: the invite, and the change that makes it.
    /// - Throws: the first rule that is broken.
    package func createInvite(
        _ options: InviteOptions, as authority: Role, by author: Author, random: UInt64, at now: Timestamp,
        policy: InvitePolicy, idempotencyKey key: IdempotencyKey? = nil
    ) throws(Refusal) -> Decision<Invite> {
        if let key, let earlier = try recentRequests.invite(of: key, at: now), let invite = invites[earlier] {
            return Decision(by: author, [], result: invite)
        }
        try requireOpen()
        let options = try options.validated(at: now)
        let ceiling = min(authority, policy.maxRole)
        guard options.role <= ceiling else { throw .roleAboveCeiling(role: options.role, ceiling: ceiling) }
        try requireRoom(policy, at: now)
        let expiry = options.expiry ?? .days(policy.expiresInDays)
        let editable = EditableTerms(
            expiresAt: expiry.moment(from: now), expiresInDays: expiry.days, maxUses: options.maxUses,
            extras: InviteExtras(
                name: options.name, allowedEmailDomains: options.allowedEmailDomains, metadata: options.metadata
            )
        )
        let id = InviteID(teamID: id, random: random)
        let terms = InviteTerms(id: id, role: options.role, editable: editable, idempotencyKey: key)
        return Decision(by: author, [.inviteCreated(terms)], result: Invite(terms, at: now, by: author))
    }

    /// Decides on an edit of an invite; one that is revoked stays as it is for good.
    ///
    /// - Parameters:
    ///   - id: which invite.
    ///   - edit: what is to change.
    ///   - condition: what the invite has to be still, so that nobody overwrites what they have not seen.
    ///   - authority: the role in which it is done; nobody keeps a link open that grants more.
    ///   - author: by whose hand.
    ///   - now: the moment of the decision.
    ///   - policy: what the operator allows.
    /// - Returns: the invite as it will be, and the change, if there is one.
    /// - Throws: the first rule that is broken.
    package func editInvite(
        _ id: InviteID, _ edit: InviteEdit, if condition: VersionCondition = .any, as authority: Role = .owner,
        by author: Author, at now: Timestamp, policy: InvitePolicy
    ) throws(Refusal) -> Decision<Invite> {
        var invite = try existingInvite(id, if: condition)
        try invite.requireAuthority(authority)
        guard invite.revokedAt == nil else { throw .inviteDead(.revoked) }
        let editable = try edit.editable(of: invite, at: now)
        guard editable != invite.editable else { return Decision(by: author, [], result: invite) }
        let before = invite.status(at: now)
        invite.edit(editable, at: now)
        let after = invite.status(at: now)
        if after == .active, before != .active { try requireOpen() }
        if after.isLive, !before.isLive { try requireRoom(policy, at: now) }
        return Decision(by: author, [.inviteEdited(id, editable)], result: invite)
    }

    /// Decides whether the link of an invite may be shown again: only while somebody can still join with it.
    ///
    /// In a closed team nobody can. Whoever holds a link can use it, so nobody is shown one that grants more than their own role.
    package func showLink(
        of id: InviteID, as authority: Role = .owner, by author: Author, at now: Timestamp
    ) throws(Refusal) -> Decision<Invite> {
        guard invites[id] != nil else { throw .inviteNotFound }
        try requireOpen()
        let invite = try openInvite(id, at: now)
        try invite.requireAuthority(authority)
        return Decision(by: author, [.inviteLinkShown(id)], result: invite)
    }

    /// Decides on the end of an invite; one that is revoked already stays as it is.
    package func revokeInvite(
        _ id: InviteID, if condition: VersionCondition = .any, by author: Author, at now: Timestamp
    ) throws(Refusal) -> Decision<Invite> {
        var invite = try existingInvite(id, if: condition)
        guard invite.revokedAt == nil else { return Decision(by: author, [], result: invite) }
        invite.revoke(at: now)
        return Decision(by: author, [.inviteRevoked(id)], result: invite)
    }

    /// Decides on the end of all invites of a creator, expired ones too, for those could be given a new life; the
    /// result is how many there were.
    package func revokeInvites(of creator: UserID, by author: Author) -> Decision<Int> {
        let found = invites.all.filter { $0.revokedAt == nil && $0.createdBy == .user(creator) }
        return Decision(by: author, found.map { .inviteRevoked($0.id) }, result: found.count)
    }

    private func existingInvite(_ id: InviteID, if condition: VersionCondition) throws(Refusal) -> Invite {
        guard let invite = invites[id] else { throw .inviteNotFound }
        guard condition.holds(for: invite.version) else { throw .versionMismatch(current: invite.version) }
        return invite
    }

    private func requireRoom(_ policy: InvitePolicy, at now: Timestamp) throws(Refusal) {
        guard invites.hasRoom(for: policy.maxActive, at: now) else {
            throw .tooManyActiveInvites(limit: policy.maxActive)
        }
    }
}

extension Invite {
    fileprivate func requireAuthority(_ authority: Role) throws(Refusal) {
        guard role <= authority else { throw .roleAboveOwn(role: role, own: authority) }
    }
}
