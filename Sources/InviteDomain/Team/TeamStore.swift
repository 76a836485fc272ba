/// What came out of a decision: the changes to record, and what to tell whoever asked.
package struct Decision<Result> {
    package let actor: Actor
    /// Recorded in this order; none when everything is already as it should be.
    package let changes: [Change]
    package let result: Result

    package init(by actor: Actor, _ changes: [Change], result: Result) {
        self.actor = actor
        self.changes = changes
        self.result = result
    }

    /// The same decision with another result.
    package func map<Other>(_ transform: (Result) throws -> Other) rethrows -> Decision<Other> {
        Decision<Other>(by: actor, changes, result: try transform(result))
    }
}

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

    /// Records a new team; false when there is one with this id.
    func create(_ profile: TeamProfile, by actor: Actor) throws -> Bool

    /// Shows a team to `body`; nil when there is none.
    func read<Result>(_ id: TeamID, _ body: (Team) throws -> Result) throws -> Result?

    /// Lets `decide` decide on a team and records the changes; nil when there is no such team.
    func update<Result>(
        _ id: TeamID, _ decide: (Team, Timestamp) throws -> Decision<Result>
    ) throws -> Result?
}

/// The store could not do it.
package struct StoreError: Error, CustomStringConvertible {
    package enum Kind: Equatable, Sendable {
        /// Something that is needed cannot be reached, or has no room left.
        case unavailable
        /// It can be read and not changed: by health alone, for a change that fails does not tell whether reading works.
        case unwritable
        /// Somebody else holds the team's lock and did not let go in time.
        case busy
        /// What is kept makes no sense; nothing is guessed or repaired.
        case corrupt
        /// The change was written and may or may not survive a power cut. Whoever gets this must not sync again: the
        /// kernel reports a lost page once. The process ends, and its successor starts from what the disk says.
        case uncertain
    }

    package let kind: Kind
    /// What failed, on what, and what to do; for the log and the operator, never for a caller of the API.
    package let description: String

    package init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
