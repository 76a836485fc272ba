import InviteDomain
import PrivateFiles
import StrictJSON
import SystemPackage

/// Keeps each credential in a file named after its digest; the secret itself is nowhere.
///
/// Whole files are written, one at a time and without a lock. What makes that safe: the only change is the revocation, and
/// two who revoke the same credential at once differ in its moment at most; what is added never takes the place of a
/// file, so a key that was revoked since somebody looked stays revoked.
///
/// What a file said is remembered as long as the kernel says that the file is the same: each time it is asked, so that a
/// credential ends for all processes at the moment when its file is replaced. A network file system may answer that from
/// what it knew some seconds ago, so there nothing is remembered.
final class CredentialFiles: CredentialStore {
    private let layout: StateLayout
    private let isRemembering: Bool
    private let clock: () -> Timestamp
    private var known: [SecretDigest: (path: FilePath, version: FileVersion, credential: Credential)] = [:]

    /// How many credentials are remembered: some hundred bytes each.
    private static let capacity = 1000

    /// The credentials of a state.
    ///
    /// - Parameters:
    ///   - layout: where the files are.
    ///   - isRemembering: false to read each file whenever it is asked for.
    ///   - clock: tells the time.
    init(
        _ layout: StateLayout, isRemembering: Bool = true, clock: @escaping () -> Timestamp = Timestamp.now
    ) {
        self.layout = layout
        self.isRemembering = isRemembering
        self.clock = clock
    }

    func credential(_ digest: SecretDigest) throws -> Credential? {
        if let known = known[digest], let facts = try? Stat(known.path, followTargetSymlink: false),
            FileVersion(facts) == known.version
        {
            return known.credential
        }
        let path = layout.credential(digest)
        let now = clock()
        guard let (contents, facts) = try GuardedFile.contentsAndFacts(of: path) else { return nil }
        do {
            let credential = try Self.decode(try JSONReader.value(of: contents), digest)
            remember(credential, path, FileVersion(facts), at: now)
            return credential
        } catch {
            throw StoreError(.corrupt, "the credential '\(path)' is damaged: \(error)")
        }
    }

    private func remember(_ credential: Credential, _ path: FilePath, _ version: FileVersion, at now: Timestamp) {
        guard isRemembering, version.isSettled(at: now) else { return }
        if known.count >= Self.capacity { known = [:] }
        known[credential.digest] = (path, version, credential)
    }

    func add(_ credential: Credential) throws -> Bool {
        let path = layout.credential(credential.digest)
        if try AtomicFile.write(Self.encode(credential), to: path, isReplacing: false) { return true }
        // Whoever wrote it may be about to sync the folder.
        try AtomicFile.syncDirectory(layout.credentials)
        return false
    }

    func addNew(_ credential: Credential) throws { try save(credential) }

    func revoke(_ digest: SecretDigest, at now: Timestamp) throws -> Credential? {
        guard var credential = try credential(digest) else { return nil }
        if credential.revokedAt == nil {
            credential.revokedAt = now
            try save(credential)
        } else {
            try AtomicFile.syncDirectory(layout.credentials)
        }
        return credential
    }

    /// Writes a credential, whatever the file said before.
    func save(_ credential: Credential) throws {
        try AtomicFile.write(Self.encode(credential), to: layout.credential(credential.digest))
    }

    func all() throws -> [Credential] { try credentials(in: { _ in true }) }

    func credentials(withID id: String) throws -> [Credential] {
        try credentials(in: { $0.hasPrefix(id) }).filter { $0.id == id }
    }

    /// Those in files of these names, oldest first.
    private func credentials(in isWanted: (String) -> Bool) throws -> [Credential] {
        let names: [String]
        do {
            names = try layout.credentials.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", layout.credentials, error)
        }
        return try names.filter { $0.hasSuffix(".json") && isWanted($0) }.map { name in
            guard let digest = SecretDigest(text: String(name.dropLast(5))), let found = try credential(digest) else {
                throw StoreError(.corrupt, "'\(layout.credentials.appending(name))' is not named after a digest")
            }
            return found
        }.sorted { ($0.createdAt, $0.digest.text) < ($1.createdAt, $1.digest.text) }
    }
}
