import InviteDomain
import PrivateFiles
import Storage
import StrictJSON
import SystemPackage

/// Keeps each credential in a file named after its digest; the secret itself is nowhere.
///
/// A credential is never removed: one that is revoked says since when. Only operators write here, one whole file at a
/// time and without a lock. What makes that safe: the only change is the revocation, and two who revoke the same
/// credential at once differ in its moment at most; an imported one never takes the place of a file, so a key that was
/// revoked since somebody looked stays revoked.
///
/// What a file said is remembered as long as the kernel says that the file is the same: each time it is asked, so that a
/// credential ends for all processes at the moment when its file is replaced. A network file system may answer that from
/// what it knew some seconds ago, so there nothing is remembered.
final class CredentialFiles: CredentialRegister {
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

    /// Adds a credential; false, and nothing is changed, if it is there already.
    func add(_ credential: Credential) throws -> Bool {
        try AtomicFile.write(Self.encode(credential), to: layout.credential(credential.digest), isReplacing: false)
    }

    /// Adds a credential whose secret was made just now, or writes one that was revoked.
    func save(_ credential: Credential) throws {
        try AtomicFile.write(Self.encode(credential), to: layout.credential(credential.digest))
    }

    /// All credentials, oldest first.
    func all() throws -> [Credential] {
        let names: [String]
        do {
            names = try layout.credentials.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", layout.credentials, error)
        }
        return try names.filter { $0.hasSuffix(".json") }.map { name in
            guard let digest = SecretDigest(text: String(name.dropLast(5))), let found = try credential(digest) else {
                throw StoreError(.corrupt, "'\(layout.credentials.appending(name))' is not named after a digest")
            }
            return found
        }.sorted { ($0.createdAt, $0.digest.text) < ($1.createdAt, $1.digest.text) }
    }

    static func encode(_ credential: Credential) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            switch credential.kind {
            case .apiKey: $0.member("kind", "apiKey")
            case .accessToken(let scopes):
                $0.member("kind", "accessToken")
                $0.member("scopes", scopes.map(\.rawValue))
            }
            $0.member("userId", credential.userID.number)
            // A program that knows no subjects refuses the null.
            if let subject = credential.userID.subject { $0.member("subject", subject.description) }
            $0.member("createdAt", credential.createdAt.description)
            $0.member("expiresAt", credential.expiresAt?.description)
            $0.member("revokedAt", credential.revokedAt?.description)
            $0.member("instanceAdmin", credential.isInstanceAdmin)
            if credential.canVouch { $0.member("canVouch", true) }
            $0.member("note", credential.note)
        }
        return json.line()
    }

    private static func decode(_ json: JSONValue, _ digest: SecretDigest) throws -> Credential {
        // An end that is not there is not one that was never set: a lost name would give a revoked key its life back.
        func time(_ name: String) throws -> Timestamp? {
            switch json[name] {
            case nil: throw JSONShapeError("no '\(name)'")
            case .null?: return nil
            case .string(let text)?:
                guard let time = Timestamp(text) else { throw JSONShapeError("'\(name)' is not a time") }
                return time
            default: throw JSONShapeError("'\(name)' is not a time")
            }
        }
        let userID = try userID(json)
        guard let createdAt = try time("createdAt") else { throw JSONShapeError("no 'createdAt'") }
        return Credential(
            kind: try kind(json), digest: digest, userID: userID, createdAt: createdAt,
            expiresAt: try time("expiresAt"), revokedAt: try time("revokedAt"),
            isInstanceAdmin: json["instanceAdmin"]?.boolean ?? false,
            canVouch: json["canVouch"]?.boolean ?? false, note: json["note"]?.string
        )
    }

    private static func userID(_ json: JSONValue) throws -> InviteDomain.UserID {
        switch (json["userId"], json["subject"]) {
        case (.integer(let number)?, nil):
            if let number = UserNumber(number) { return .number(number) }
        case (.null?, .string(let text)?):
            if let subject = Subject(text[...]) { return .subject(subject) }
        default: break
        }
        throw JSONShapeError("neither a 'userId' alone, nor 'userId' as null and a 'subject'")
    }

    private static func kind(_ json: JSONValue) throws -> Credential.Kind {
        switch json["kind"]?.string {
        case "apiKey": return .apiKey
        case "accessToken":
            // A scope of some newer version is passed over: it opens nothing here.
            guard let scopes = json["scopes"]?.array else { throw JSONShapeError("no 'scopes'") }
            return .accessToken(scopes: scopes.compactMap { $0.string.flatMap(Scope.init) })
        default: throw JSONShapeError("neither an 'apiKey' nor an 'accessToken'")
        }
    }
}
