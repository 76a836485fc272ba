import ArgumentParser
import InviteDomain
import PrivateFiles
import Storage

extension TokenCommand {
    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues an access token for some scopes and prints it, once: it is not kept."
        )

        @OptionGroup var options: StateOptions

        @OptionGroup var person: NeededPersonOptions<HolderNames>

        @Option(help: ArgumentHelp("What it may be used for, separated by commas.", discussion: ScopeList.choice))
        var scope: ScopeList

        @Option(help: "How long it lives: 2s, 30m, 12h, 7d.")
        var expiresIn: LifeSpan

        func run() throws {
            let storage = try options.storage()
            let now = Timestamp.now()
            let secret = NewSecret.accessToken(random: randomBytes(32))
            let credential = Credential(
                kind: .accessToken, digest: secret.digest, userID: person.userID, createdAt: now,
                expiresAt: now.adding(seconds: expiresIn.seconds), reach: Reach(scopes: scope.scopes)
            )
            try storage.credentials.addNew(credential)
            CredentialReport.issued(credential, bearer: secret.bearer, asJSON: options.json)
            CredentialReport.noteStranger(person.userID, in: storage)
        }
    }
}
