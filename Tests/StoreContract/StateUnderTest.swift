package import InviteDomain
package import InviteTestSupport
package import Storage

/// A state of some backend, new and empty, for one test.
package protocol StateUnderTest {
    /// The clock of every handle.
    var clock: TestClock { get }

    /// Opens the state as another process would: the handles share nothing but what is stored.
    ///
    /// None of them waits for another one: what another one holds is busy at once.
    func open() throws -> any OpenState

    /// Runs `body` while a handle can decide on team 42, and can store little or nothing of it.
    func withoutRoom(_ body: () throws -> Void) throws
}

/// What one process has open of a state: the parts of a storage that make promises.
package protocol OpenState {
    var teams: any TeamStore { get }
    var teamRequests: any TeamRequests { get }
    var credentials: any CredentialStore { get }
    var importedTokens: any ImportedTokens { get }
    /// One at a time may wait for it.
    var feed: any EventFeed { get }

    /// Compacts the history of a team.
    func compact(_ id: TeamID, keeping retention: Retention) throws

    /// Follows a team from its first event on: each call gives the events that have come since the call before.
    func follow(_ id: TeamID) -> () throws -> [Event]

    /// Begins an import, which ends when nobody has the session any more.
    func beginImport() throws -> any ImportSession
}
