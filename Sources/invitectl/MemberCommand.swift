import ArgumentParser
import InviteDomain

struct MemberCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "member", abstract: "Adds, shows, changes and removes members of a team.",
        subcommands: [Add.self, List.self, SetRole.self, Remove.self]
    )
}

/// Whose membership, and where.
struct MembershipOptions: ParsableArguments {
    @Option(help: "The team's number.")
    var team: TeamID

    @Option(help: "The user's number.")
    var user: UserID
}
