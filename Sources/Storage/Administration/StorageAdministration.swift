package import InviteDomain

/// Where the state is kept, as invitectl sees it: what the handlers see, and what operators do besides.
package protocol StorageAdministration: Storage {

    /// Starts a change of the keys of tokens, and keeps imports and other such changes out until it is let go of.
    ///
    /// - Throws: `StoreError`, of kind `busy` when somebody else keeps us out.
    func beginTokenKeyRotation() throws -> any TokenKeyRotation

    /// Starts an import, and keeps out other imports and changes of the keys of tokens until it is let go of.
    ///
    /// - Throws: `StoreError`, of kind `busy` when one of these is under way.
    func beginImport() throws -> any ImportSession

    /// Hands over the events of a team, oldest first.
    ///
    /// - Parameters:
    ///   - team: whose events.
    ///   - fromArchive: true to begin with the first event there ever was, also where a compaction took it out.
    ///   - body: takes an event.
    /// - Returns: false when there is no such team.
    /// - Throws: `StoreError`, and what `body` throws.
    func events(of team: TeamID, fromArchive: Bool, _ body: (RecordedEvent) throws -> Void) throws -> Bool

    /// A follower of the events of one team, or of all of them.
    func follower(of team: TeamID?) -> any EventFollower

    /// Puts a snapshot of the team in the place of its history, whatever that saves; nil when there is no such team.
    func compact(_ team: TeamID, keeping retention: Retention, by author: Author) throws -> CompactionReport?

    /// Whether the history of a team would become at least twice as short.
    func isCompactable(_ team: TeamID, keeping retention: Retention) throws -> Bool

    /// How messages name the place where the history of a team is kept: "ledger '/…/42.jsonl'".
    func place(of team: TeamID) -> String

    /// How messages name the place that leads from an imported token to its invite.
    func place(ofImportedToken digest: SecretDigest) -> String

    /// What is wrong with the state that only this backend can see.
    func findings() -> Findings

    /// How much room the state takes.
    func footprint() throws -> Footprint
}
