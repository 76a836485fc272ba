import ArgumentParser

struct TeamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "Makes, shows, edits, closes and reopens teams.",
        discussion: """
            An organization is a team to which other teams belong; its admins manage those too. What happened in a team \
            is in its ledger: 'invitectl ledger show'.
            """,
        subcommands: [Create.self, List.self, Show.self, Edit.self, Close.self, Reopen.self]
    )
}
