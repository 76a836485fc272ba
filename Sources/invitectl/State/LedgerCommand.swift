import ArgumentParser
import InviteDomain
import Storage

struct LedgerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "Shows what happened in teams, and keeps their ledgers short.",
        discussion: """
            Everything that ever happened in a team stands in its ledger, teams/N.jsonl in the state folder, one event a \
            line. Reading takes no lock and holds up nobody. With --json the lines are printed as they stand there. A \
            ledger that was compacted begins with one line that holds the whole team; what came before is in archive/.
            """,
        subcommands: [Show.self, Follow.self, Compact.self]
    )

    /// The line of an event of one team.
    static func line(_ recorded: RecordedEvent, asJSON: Bool) -> String {
        asJSON ? JSONText.printable(recorded.line) : recorded.event.text.printable
    }

    /// The line of an event where those of other teams are beside it.
    static func lineWithTeam(_ recorded: RecordedEvent, asJSON: Bool) -> String {
        if asJSON {
            let line = "{\"teamId\":\(recorded.team)," + recorded.line.drop { $0 != "{" }.dropFirst()
            return JSONText.printable(line)
        }
        return "team \(recorded.team)".padded(to: 8) + "  " + recorded.event.text.printable
    }
}
