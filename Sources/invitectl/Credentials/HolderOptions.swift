import ArgumentParser
import InviteDomain
import PrivateFiles
import Storage

/// For whom an API key is, and for how long.
struct HolderOptions: ParsableArguments {
    @OptionGroup var person: NeededPersonOptions<HolderNames>

    @Option(help: "A word about what it is for.")
    var note: String?

    @Option(help: "Days until it expires; default: never.")
    var expiresInDays: Int?

    @Flag(help: "May act on every team.")
    var instanceAdmin = false

    @Flag(help: "May say who joins: for the host application, which knows its users.")
    var canVouch = false

    /// Notes that nobody is that user, where that matters.
    func noteStranger(in storage: any StorageAdministration) {
        if !instanceAdmin, !canVouch { CredentialReport.noteStranger(person.userID, in: storage) }
    }

    func credential(_ kind: Credential.Kind, _ digest: SecretDigest) throws -> Credential {
        let now = Timestamp.now()
        let days = 1...36_500
        if let expiresInDays, !days.contains(expiresInDays) {
            throw Refusal.invalid(field: "expires-in-days", expected: "a number from \(days.inWords)")
        }
        return Credential(
            kind: kind, digest: digest, userID: person.userID, createdAt: now,
            expiresAt: expiresInDays.map { now.adding(days: $0) }, isInstanceAdmin: instanceAdmin,
            canVouch: canVouch, note: try note.map { try TextRule.name($0, field: "note", limit: TextRule.longName) }
        )
    }
}
