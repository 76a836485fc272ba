extension Team {
    /// Decides on a new invite.
    ///
    /// - Parameters:
    ///   - options: what is asked for.
    ///   - authority: the role in which the creator acts; a link never grants more.
    ///   - actor: by whose hand it is made.
    ///   - random: eight bytes nobody can guess, for the id.
    ///   - now: the moment of the decision.
    ///   - policy: what the operator allows.
    /// - Returns: the invite, and the change that makes it.
    /// - Throws: the first rule that is broken.
    package func createInvite(
        _ options: InviteOptions, as authority: Role, by actor: Actor, random: UInt64, at now: Timestamp,
        policy: InvitePolicy
    ) throws(Refusal) -> Decision<Invite> {
        let options = try options.validated(at: now)
        let ceiling = min(authority, policy.maxRole)
        guard options.role <= ceiling else { throw .roleAboveCeiling(role: options.role, ceiling: ceiling) }
        guard invites.hasRoom(for: policy.maxActive, at: now) else {
            throw .tooManyActiveInvites(limit: policy.maxActive)
        }
        let expiry = options.expiry ?? .days(policy.expiresInDays)
        let terms = InviteTerms(
            id: InviteID(teamID: id, random: random), role: options.role, expiresAt: expiry.moment(from: now),
            expiresInDays: expiry.days, maxUses: options.maxUses,
            extras: Invite.Extras(
                name: options.name, allowedEmailDomains: options.allowedEmailDomains, metadata: options.metadata
            )
        )
        return Decision(by: actor, [.inviteCreated(terms)], result: Invite(terms, at: now, by: actor))
    }

    /// Decides on the end of an invite; one that is revoked already stays as it is.
    package func revokeInvite(_ id: InviteID, by actor: Actor) throws(Refusal) -> Decision<Void> {
        guard let invite = invites[id] else { throw .inviteNotFound }
        return Decision(by: actor, invite.revokedAt == nil ? [.inviteRevoked(id)] : [], result: ())
    }
}

extension InviteOptions.Expiry {
    fileprivate func moment(from now: Timestamp) -> Timestamp? {
        switch self {
        case .never: nil
        case .days(let days): now.adding(days: days)
        case .at(let moment): moment
        }
    }

    fileprivate var days: Int? {
        guard case .days(let days) = self else { return nil }
        return days
    }
}
