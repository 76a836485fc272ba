package import InviteDomain

/// Where the state is kept, as the handlers see it: teams, credentials, imported tokens and the keys of tokens.
///
/// Nobody above this knows how they are kept: in which files or tables. `openStorage` of StorageFactory gives the storage
/// that the settings name; `StorageAdministration` is the same as invitectl sees it. A storage serves one thread.
///
/// Another backend is a target of its own with a type that conforms to `StorageAdministration`. Then the factory opens it
/// where the settings name it, and Package.swift lists it; nothing else changes. It keeps the lines of EventJSON, so that
/// an export of one backend is byte for byte that of another. What only it knows goes into its `findings`; what follows
/// from the teams and credentials alone, `StateAudit` and `StateSummary` find in every backend.
///
/// Failure: `StoreError`. A backend says by `requiresRestart` whether a process that goes on could take for durable what
/// is not.
package protocol Storage: AnyObject {
    /// The teams, those used most recently in memory.
    var teams: any TeamStore { get }

    /// The teams for a look at many of them: hardly any stays in memory.
    var allTeams: any TeamStore { get }

    /// Which teams requests make that may be sent again.
    var teamRequests: any TeamRequests { get }

    var credentials: any CredentialStore { get }

    var importedTokens: any ImportedTokens { get }

    /// All events, for applications.
    var feed: any EventFeed { get }

    /// The keys of tokens as they are at this moment (`LinkIssuer` says what a rotation relies on).
    func tokenKeys() throws -> TokenKeys

    /// Fails unless the state can be read at this moment.
    func requireReadable() throws

    /// Fails unless the state can be changed at this moment; leaves no trace in it.
    func requireWritable() throws

    /// Keeps the state in order, for a moment when nobody waits. What fails is told as a notice and tried again later.
    ///
    /// - Throws: a `StoreError` that requires a restart, and no other.
    func maintain() throws
}
