import ArgumentParser
import InviteDomain
import PrivateFiles
import Storage

/// For whom an API key is, for how long, and for how much.
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

    @Option(
        help: ArgumentHelp(
            "What it may be used for, separated by commas; default: all that the user may.",
            discussion: ScopeList.choice))
    var scope: ScopeList?

    @Option(
        help: ArgumentHelp(
            "In which teams it may be used, separated by commas; default: in all.",
            discussion: "For any other team it is like the key of a stranger, with --instance-admin too.",
            valueName: "id"))
    var team: TeamList?

    /// Notes that nobody is that user, where that matters.
    func noteStranger(in storage: any StorageAdministration) {
        if !instanceAdmin, !canVouch { CredentialReport.noteStranger(person.userID, in: storage) }
    }

    /// The key of this digest.
    func key(_ digest: SecretDigest) throws -> Credential {
        let terms = KeyTerms(
            userID: person.userID, note: note, expiresInDays: expiresInDays,
            reach: Reach(scopes: scope?.scopes, teams: team?.teams), isInstanceAdmin: instanceAdmin,
            canVouch: canVouch)
        return try terms.validated().key(digest, at: .now())
    }
}
