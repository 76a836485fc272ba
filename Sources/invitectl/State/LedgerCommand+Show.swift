import ArgumentParser
import FlatFileStore
import InviteDomain

extension LedgerCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Prints all events of a team.")

        @OptionGroup var options: StateOptions

        @Flag(help: "Begin with what was compacted away, from the archive.")
        var archive = false

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            var tail = LedgerTail(team, in: try options.layout(), fromArchive: archive) {
                Terminal.complain("invitectl: note: \($0)")
            }
            var isThere = false
            try tail.next { entry in
                isThere = true
                Terminal.print(LedgerCommand.line(entry, asJSON: options.json))
            }
            if !isThere { throw Refusal.teamNotFound(team: team.description) }
        }
    }
}
