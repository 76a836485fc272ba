import ArgumentParser
import Storage

struct TokenKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token-key",
        abstract: "Lists, rotates and drops the keys that make and prove the tokens of links.",
        discussion: """
            After a rotation new links are made with the new key, and the old key goes on proving the links of invites that \
            were made before, until it is dropped. So whoever stole a key can open nothing that is made from then on. \
            Handlers see it at once, without a restart.
            """,
        subcommands: [List.self, Rotate.self, Drop.self]
    )
}
