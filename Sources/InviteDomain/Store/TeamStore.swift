/// Keeps the histories of teams.
///
/// Calling sequence: `create` a team once; then `update` it, any number of processes at a time. `update` hands the team
/// as it is at that moment, and the moment, to a closure that decides; what it decides is recorded before anybody else
/// is asked about the same team, so that check and record are one step. A closure that throws changes nothing. `update`
/// inside `update` is a programming error and traps.
///
/// Durability: when `create` or `update` returns, all that was recorded, and all that the closure saw, is on stable
/// storage. When it throws, nothing was acknowledged: the changes are absent, or (after a crash or a failed sync)
/// present from the first up to one of them. `read` may show what is not yet on stable storage.
///
/// Failure: `StoreError`, besides what a closure throws.
package protocol TeamStore {
    /// All teams, in the order of their ids.
    func teamIDs() throws -> [TeamID]

    /// Records a new team with what else belongs to it, in one step; false when there is one with this id.
    func create(_ profile: TeamProfile, with changes: [Change], by author: Author) throws -> Bool

    /// Shows a team to `body`; nil when there is none.
    func read<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result?

    /// Lets `decide` decide on a team and records the changes; nil when there is no such team.
    func update<Result>(
        _ id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result?
}

extension TeamStore {
    /// Records a new team that nobody is in.
    package func create(_ profile: TeamProfile, by author: Author) throws -> Bool {
        try create(profile, with: [], by: author)
    }

    /// The number after the greatest of all teams; somebody else may take it.
    package func nextID() throws -> TeamID {
        guard let next = TeamID((try teamIDs().last?.number ?? 0) + 1) else {
            throw Refusal.invalid(field: "id", expected: "a number of your choice: the greatest is taken")
        }
        return next
    }
}
