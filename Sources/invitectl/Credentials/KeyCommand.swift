import ArgumentParser

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Issues, brings along, lists and revokes API keys.",
        discussion: """
            A key acts as its user, with that user's roles. It is printed once, when it is issued; only its hash is kept, \
            so one that is lost is revoked and another issued.
            """,
        subcommands: [Issue.self, Import.self, List.self, Revoke.self]
    )
}
