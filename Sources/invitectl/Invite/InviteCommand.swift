import ArgumentParser

struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Makes, watches, changes and revokes invites.",
        discussion: """
            An invite is named by its id, which is no secret. Its link is one: who has it can join. The link stands \
            nowhere in the state, and 'invite link' makes it again.
            """,
        subcommands: [Create.self, List.self, Link.self, Redemptions.self, Edit.self, Revoke.self]
    )
}
