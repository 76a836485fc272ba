package import InviteDomain
import PrivateFiles
package import ServiceSettings
package import Storage
import SystemPackage

/// A state in flat files.
package final class FlatFileStorage: StorageAdministration {
    private let layout: StateLayout
    private let store: FlatFileStore
    private let requestFiles: TeamRequestFiles
    private let credentialFiles: CredentialFiles
    private let keyPath: () throws -> FilePath
    private var knownKeyFile: TokenKeyFile?
    private let writeProbe: WriteProbe
    private let waiters: Int
    private let notice: (String) -> Void

    /// Opens the state folder that the settings name.
    package convenience init(_ settings: Settings, notice: @escaping (String) -> Void) throws {
        let layout = try StateFolder.open(settings)
        self.init(
            layout, tokenKey: settings.tokenKeyFile, isNetworked: try settings.allowsNetworkState(),
            waiters: try settings.eventWaiters(), notice: notice)
    }

    /// Makes a new state folder where the settings say, with a token key of 32 random bytes.
    package static func create(_ settings: Settings, randomKey: [UInt8]) throws {
        _ = try StateFolder.create(at: settings.stateFolder, randomKey: randomKey)
    }

    /// The state in a folder that `StateFolder.open` has accepted.
    ///
    /// - Parameters:
    ///   - layout: where the folder is.
    ///   - tokenKey: the file with the keys of tokens, asked for by what needs them alone; nil: that of the folder.
    ///   - isNetworked: true where the kernel may answer from what it knew some seconds ago.
    ///   - waiters: how many may wait for events at a time.
    ///   - notice: is told what an operator should know although nothing failed.
    init(
        _ layout: StateLayout, tokenKey: (() throws -> FilePath)? = nil, isNetworked: Bool = false, waiters: Int = 1,
        notice: @escaping (String) -> Void = { _ in }
    ) {
        self.layout = layout
        self.notice = notice
        store = FlatFileStore(layout, notice: notice)
        requestFiles = TeamRequestFiles(layout)
        credentialFiles = CredentialFiles(layout, isRemembering: !isNetworked)
        keyPath = tokenKey ?? { layout.tokenKey }
        writeProbe = WriteProbe(layout)
        self.waiters = waiters
    }

    package var teams: any TeamStore { store }

    package var allTeams: any TeamStore { FlatFileStore(layout, capacity: 0, notice: notice) }

    package var teamRequests: any TeamRequests { requestFiles }

    package var credentials: any CredentialStore { credentialFiles }

    package var importedTokens: any ImportedTokens { ImportedTokenFiles(layout) }

    package private(set) lazy var feed: any EventFeed = FlatFileFeed(store, waiters: waiters)

    package func tokenKeys() throws -> TokenKeys {
        let file = try knownKeyFile ?? TokenKeyFile(keyPath())
        knownKeyFile = file
        return try file.keys()
    }

    package func requireReadable() throws { try StateFolder.probe(layout) }

    package func requireWritable() throws { try writeProbe.look() }

    package func maintain() throws {
        try store.tidy()
        do {
            try requestFiles.sweep()
        } catch let error as StoreError where !error.requiresRestart {
            // Somebody else sweeps later.
            if error.kind != .busy { notice("old requests are not removed now: \(error)") }
        }
    }

    package func beginTokenKeyRotation() throws -> any TokenKeyRotation {
        try TokenKeyFileRotation.begin(keyPath(), in: layout)
    }

    package func beginImport() throws -> any ImportSession { try StateImport.begin(store) }

    package func events(
        of team: TeamID, fromArchive: Bool, _ body: (RecordedEvent) throws -> Void
    ) throws -> Bool {
        var tail = LedgerTail(team, in: layout, fromArchive: fromArchive, notice: notice)
        var isThere = false
        try tail.next { event in
            isThere = true
            try body(event)
        }
        return isThere
    }

    package func follower(of team: TeamID?) -> any EventFollower { LedgerTails(team, in: store, notice: notice) }

    package func compact(_ team: TeamID, keeping retention: Retention, by author: Author) throws -> CompactionReport? {
        try store.compact(team, keeping: retention, by: author)
    }

    package func isCompactable(_ team: TeamID, keeping retention: Retention) throws -> Bool {
        try store.isCompactable(team, keeping: retention)
    }

    package func place(of team: TeamID) -> String { "ledger '\(layout.ledger(of: team))'" }

    package func place(ofImportedToken digest: SecretDigest) -> String { "'\(layout.importedToken(digest))'" }

    package func findings() -> Findings { StateFolder.findings(layout) }

    package func footprint() throws -> Footprint { try StateFolder.footprint(layout) }
}
