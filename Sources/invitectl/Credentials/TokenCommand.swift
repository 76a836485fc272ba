import ArgumentParser
import FlatFileStore
import InviteDomain
import PrivateFiles

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issues, lists and revokes access tokens.",
        discussion: "A token acts as its user like an API key, but within its scopes and for a limited time.",
        subcommands: [Issue.self, List.self, Revoke.self]
    )

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Issues an access token for some scopes and prints it, once: it is not kept."
        )

        @OptionGroup var options: StateOptions

        @Option(help: "As whom the token acts.")
        var user: UserID

        @Option(help: ArgumentHelp("What it may be used for, separated by commas.", discussion: scopeNames))
        var scope: ScopeList

        @Option(help: "How long it lives: 2s, 30m, 12h, 7d.")
        var expiresIn: LifeSpan

        func run() throws {
            let layout = try options.layout()
            let now = Timestamp.now()
            let secret = NewSecret.accessToken(random: randomBytes(32))
            let credential = Credential(
                kind: .accessToken(scopes: scope.scopes), digest: secret.digest, userID: user, createdAt: now,
                expiresAt: now.adding(seconds: expiresIn.seconds)
            )
            try CredentialFiles(layout).save(credential)
            CredentialReport.issued(credential, bearer: secret.bearer, asJSON: options.json)
            CredentialReport.noteStranger(user, in: layout)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all access tokens, without their secrets.")

        @OptionGroup var options: StateOptions

        func run() throws {
            try CredentialReport.list(options) { $0 != .apiKey }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Revokes an access token, at once and for good.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The token's id, from 'token list'.")
        var id: String

        func run() throws {
            try CredentialReport.revoke(id, options) { $0 != .apiKey }
        }
    }
}

private let scopeNames = "One or more of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))."

/// One scope or more, separated by commas.
struct ScopeList: ExpressibleByArgument {
    let scopes: [Scope]

    static var allValueStrings: [String] { Scope.allCases.map(\.rawValue) }
    static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }

    init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        scopes = names.compactMap { Scope(rawValue: $0.uppercased()) }
        guard scopes.count == names.count else { return nil }
    }
}

/// A number and one of the letters s, m, h and d.
struct LifeSpan: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()),
            (1...315_360_000 / unit).contains(number)
        else { return nil }
        seconds = number * unit
    }
}
