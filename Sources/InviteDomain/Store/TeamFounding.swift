/// Makes teams: with an owner from the beginning, in an organization, under the next number, and once for each request.
///
/// A request with an `Idempotency-Key` notes the number of its team first (`TeamRequests`), and its team says by which
/// request it was made. So whoever sends it again, after a death anywhere, finds the number, and under it no team yet,
/// or its own; and if somebody else has taken the number meanwhile, notes another.
package struct TeamFounding {
    private let teams: any TeamStore
    private let requests: any TeamRequests

    package init(_ teams: any TeamStore, _ requests: any TeamRequests) {
        self.teams = teams
        self.requests = requests
    }

    /// Makes a team, or finds the one that the same request has made.
    ///
    /// - Returns: the team as it is now.
    /// - Throws: the first rule that is broken, `teamExists` if the number was asked for, and `StoreError`.
    package func found(_ new: NewTeam, by author: Author) throws -> TeamProfile {
        _ = try new.beginning(as: new.id ?? TeamID(unchecked: 1))
        try requireParent(of: new)
        guard let key = new.request else { return try foundOnce(new, by: author) }
        var id = try requests.reserve(new.id ?? teams.nextID(), for: key, insteadOf: nil)
        while true {
            if let made = try create(new, as: id, by: author) { return made }
            if let own = try team(id, of: key, owner: new.owner, by: author) { return own }
            if new.id != nil { throw Refusal.teamExists(id) }
            id = try requests.reserve(teams.nextID(), for: key, insteadOf: id)
        }
    }

    private func foundOnce(_ new: NewTeam, by author: Author) throws -> TeamProfile {
        if let id = new.id {
            guard let made = try create(new, as: id, by: author) else { throw Refusal.teamExists(id) }
            return made
        }
        // Somebody else may take a number between the look and the making.
        while true {
            if let made = try create(new, as: teams.nextID(), by: author) { return made }
        }
    }

    /// Makes a team of this number; nil when there is one.
    private func create(_ new: NewTeam, as id: TeamID, by author: Author) throws -> TeamProfile? {
        let (profile, owner) = try new.beginning(as: id)
        let changes = owner.map { [Change.memberAdded($0)] } ?? []
        guard try teams.create(profile, with: changes, by: author) else { return nil }
        try teams.completeOwner(of: id, new.owner?.userID, isNew: true, by: author)
        return profile
    }

    /// The team of this number if this request has made it, made whole where a death had kept its owner out of the
    /// organization.
    private func team(
        _ id: TeamID, of key: IdempotencyKey, owner: NewTeam.Owner?, by author: Author
    ) throws -> TeamProfile? {
        // What is seen may be another process's, and not durable yet.
        let seen = try teams.update(id) { team, _ in Decision(by: author, [], result: team.profile) }
        guard let profile = seen, profile.request == key else { return nil }
        try teams.completeOwner(of: id, owner?.userID, isNew: false, by: author)
        return profile
    }

    private func requireParent(of new: NewTeam) throws {
        guard let parent = new.parentID else { return }
        guard let profile = try teams.read(parent, { $0.profile }) else { throw Refusal.teamNotFound(team: parent) }
        guard profile.isOrganization else { throw Refusal.notAnOrganization(parent) }
        if profile.isClosed { throw Refusal.teamClosed(team: parent) }
    }
}
