import ArgumentParser
import FlatFileStore
import InviteDomain
import PrivateFiles
import ServiceSettings

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Issues, brings along, lists and revokes API keys.",
        discussion: """
            A key acts as its user, with that user's roles. It is printed once, when it is issued; only its hash is kept, \
            so one that is lost is revoked and another issued.
            """,
        subcommands: [Issue.self, Import.self, List.self, Revoke.self]
    )

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues an API key and prints it, once: it is not kept."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var holder: HolderOptions

        func run() throws {
            let layout = try options.layout()
            let secret = NewSecret.apiKey(prefix: try options.settings().apiKeyPrefix(), random: randomBytes(16))
            let credential = try holder.credential(.apiKey, secret.digest)
            try CredentialFiles(layout).save(credential)
            CredentialReport.issued(credential, bearer: secret.bearer, asJSON: options.json)
            holder.noteStranger(in: layout)
        }
    }

    struct Import: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Brings along an API key of which only the hash is known, from Cal.com's ApiKey.hashedKey."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var holder: HolderOptions

        @Option(help: "SHA-256 of the key without its prefix, as 64 hex digits.")
        var hash: String

        func run() throws {
            guard let digest = SecretDigest(text: hash) else {
                throw Refusal.invalid(field: "hash", expected: "64 lower-case hex digits")
            }
            let layout = try options.layout()
            let files = CredentialFiles(layout)
            let unknown = Refusal.invalid(field: "hash", expected: "that of a key that is not known yet")
            guard try files.credential(digest) == nil else { throw unknown }
            let credential = try holder.credential(.apiKey, digest)
            guard try files.add(credential) else { throw unknown }
            Terminal.print(credential.id)
            holder.noteStranger(in: layout)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all API keys, without their secrets.")

        @OptionGroup var options: StateOptions

        func run() throws {
            try CredentialReport.list(options) { $0 == .apiKey }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes an API key, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The key's id, from 'key list'.")
        var id: String

        func run() throws {
            try CredentialReport.revoke(id, options) { $0 == .apiKey }
        }
    }
}

/// For whom an API key is, and for how long.
struct HolderOptions: ParsableArguments {
    @Option(help: "As whom the key acts.")
    var user: UserID

    @Option(help: "A word about what it is for.")
    var note: String?

    @Option(help: "Days until it expires; default: never.")
    var expiresInDays: Int?

    @Flag(help: "May act on every team.")
    var instanceAdmin = false

    @Flag(help: "May say who joins: for the host application, which knows its users.")
    var canVouch = false

    /// Notes that nobody has that number, where that matters.
    func noteStranger(in layout: StateLayout) {
        if !instanceAdmin, !canVouch { CredentialReport.noteStranger(user, in: layout) }
    }

    func credential(_ kind: Credential.Kind, _ digest: SecretDigest) throws -> Credential {
        let now = Timestamp.now()
        let days = 1...36_500
        if let expiresInDays, !days.contains(expiresInDays) {
            throw Refusal.invalid(field: "expires-in-days", expected: "a number from \(days.inWords)")
        }
        return Credential(
            kind: kind, digest: digest, userID: user, createdAt: now,
            expiresAt: expiresInDays.map { now.adding(days: $0) }, isInstanceAdmin: instanceAdmin,
            canVouch: canVouch, note: try note.map { try TextRule.name($0, field: "note", limit: TextRule.longName) }
        )
    }
}
