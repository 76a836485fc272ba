import EventJSON
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

/// An import into files, with few syncs: all files of a batch are durable before the first gets its name.
///
/// The lock that `begin` takes lets one import run at a time, and no rotation of the token key beside it.
final class StateImport: ImportSession {
    private let store: FlatFileStore
    private let layout: StateLayout
    private let clock: () -> Timestamp
    private let patience: Duration
    private let lock: LockFile
    private var hasTokenFolder = false

    /// Files written between two syncs.
    let batchSize = 2048

    private init(
        _ store: FlatFileStore, clock: @escaping () -> Timestamp, patience: Duration, lock: consuming LockFile
    ) {
        self.store = store
        layout = store.layout
        self.clock = clock
        self.patience = patience
        self.lock = lock
    }

    /// Waits for an import that is running; throws `StoreError` of kind `busy` when that takes too long.
    static func begin(
        _ store: FlatFileStore, clock: @escaping () -> Timestamp = Timestamp.now, patience: Duration = .seconds(2)
    ) throws -> StateImport {
        // That file is there, is never written again and never renamed, and nobody else locks it.
        guard let lock = try LockFile.acquire(store.layout.format, creating: false, patience: patience) else {
            throw StoreError(.unavailable, "'\(store.layout.format)' has gone; restore it from a backup")
        }
        let layout = store.layout
        for folder in [layout.teams, layout.credentials, layout.imported] { try FileBatch.sweep(folder) }
        return StateImport(store, clock: clock, patience: patience, lock: lock)
    }

    /// Lets tokens that another program made lead to their invites, which are still to come.
    func openTokens(_ tokens: some Collection<(digest: SecretDigest, id: InviteID)>) throws {
        if tokens.isEmpty { return }
        if !hasTokenFolder {
            try PrivateFolder.make(layout.imported)
            try AtomicFile.syncDirectory(layout.root)
            hasTokenFolder = true
        }
        var batch = FileBatch(on: layout.root)
        for (digest, id) in tokens { try batch.add(ImportedTokenFiles.encode(id), as: layout.importedToken(digest)) }
        try batch.commit()
        // Or a power cut could leave a ledger that took in its invites, and not the tokens' names.
        try AtomicFile.syncDirectory(layout.imported)
    }

    /// Makes new teams, each with all that belongs to it, in one file.
    ///
    /// - Throws: `StoreError`, of kind `busy` when somebody else has made one of them meanwhile.
    func create(_ teams: some Collection<(profile: TeamProfile, arrivals: Arrivals)>) throws {
        var batch = FileBatch(on: layout.root)
        for (profile, arrivals) in teams {
            try batch.add(
                lines([.teamCreated(profile)] + arrivals.changes), as: layout.ledger(of: profile.id),
                permissions: LedgerName.permissions)
        }
        var ids = teams.map(\.profile.id).makeIterator()
        try batch.commit { ledger in
            guard let id = ids.next() else { preconditionFailure("a batch has a file for each team") }
            let lock = try LockFile.acquire(layout.lock(of: id), creating: true, patience: patience)
            guard try Ledger.open(ledger, forWriting: false) == nil else {
                throw StoreError(.busy, "team \(id) was made by somebody else meanwhile; run the import again")
            }
            return lock
        }
    }

    /// Gives a team that exists what it lacks, in one step; the result is what that was.
    func takeIn(_ arrivals: Arrivals, into id: TeamID) throws -> Arrivals {
        guard let taken = try store.update(id, { team, _ in try team.takeIn(arrivals) }) else {
            throw StoreError(.corrupt, "team \(id) has gone meanwhile; nothing ever removes a ledger")
        }
        return taken
    }

    /// Adds credentials that are not there yet, and says how many those were.
    ///
    /// Whatever was looked at before: one that is there by now may be revoked, and stays so.
    func add(_ credentials: some Collection<Credential>) throws -> Int {
        var batch = FileBatch(on: layout.root)
        for credential in credentials {
            try batch.add(CredentialFiles.encode(credential), as: layout.credential(credential.digest))
        }
        return try batch.commit(isReplacing: false)
    }

    /// Makes everything durable.
    func finish() throws {
        try FileBatch.sync(layout.root)
    }

    /// A new ledger; that it can be read again is made sure of here, before anybody has it.
    private func lines(_ changes: [Change]) throws -> [UInt8] {
        do {
            return try Team.begin(changes, by: .operator, at: clock()).events.flatMap(LedgerLine.encode)
        } catch {
            preconditionFailure("what was checked makes no team: \(error)")
        }
    }
}
