import InviteDomain
import InviteTestSupport

/// What the tests do again and again to team 42, unless they name another.
extension TeamStore {
    func add(_ user: UserID, to team: TeamID = 42) throws {
        _ = try update(team) { team, now in try team.addMember(.sample(user, .member), by: .operator, at: now) }
    }

    /// Closes a team, or opens it again.
    func setClosed(_ isClosed: Bool, _ team: TeamID = 42) throws {
        _ = try update(team) { team, now in try team.edit(TeamEdit(isClosed: isClosed), by: .operator, at: now) }
    }

    /// Lets a user join by an invite.
    func join(_ user: UserID, by id: InviteID) throws -> Redemption? {
        let outcome = try redeem(id, by: Applicant(userID: user), as: .user(user))
        return outcome?.redemption
    }

    /// Makes an invite, or finds the one that a request with the same key has made.
    func invite(
        of team: TeamID = 42, random: UInt64 = 1, maxUses: Int? = nil, key: IdempotencyKey? = nil
    ) throws -> InviteID {
        var options = InviteOptions()
        options.maxUses = maxUses
        let invite = try update(team) { team, now in
            try team.createInvite(
                options, as: .owner, by: .user(1), random: random, at: now, policy: InvitePolicy(),
                idempotencyKey: key)
        }
        guard let invite else { throw StoreError(.unavailable, "team \(team) has gone") }
        return invite.id
    }
}
