import ArgumentParser
import InviteDomain

struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Makes, lists and revokes invites.",
        subcommands: [Create.self, List.self, Revoke.self]
    )
}

extension Invite.Status: ExpressibleByArgument {}
