import ArgumentParser
import InviteDomain
import Storage

extension LedgerCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints all events of a team.")

        @OptionGroup var options: StateOptions

        @Flag(help: "Begin with what was compacted away, from the archive.")
        var archive = false

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            let isThere = try options.storage().events(of: team, fromArchive: archive) { event in
                Terminal.print(LedgerCommand.line(event, asJSON: options.json))
            }
            if !isThere { throw Refusal.teamNotFound(team: team) }
        }
    }
}
