import InviteDomain

extension TeamStore {
    /// Changes a team in the operator's name; throws `Refusal.teamNotFound` where there is none.
    func change<Result>(_ id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>) throws -> Result {
        guard let result = try update(id, decide) else { throw Refusal.teamNotFound(team: id) }
        return result
    }

    /// Shows a team; throws `Refusal.teamNotFound` where there is none.
    func show<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result {
        guard let result = try read(id, body) else { throw Refusal.teamNotFound(team: id) }
        return result
    }
}
