import ArgumentParser

struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Issues, lists and revokes access tokens.",
        discussion: "A token acts as its user like an API key, but within its scopes and for a limited time.",
        subcommands: [Issue.self, List.self, Revoke.self]
    )
}
