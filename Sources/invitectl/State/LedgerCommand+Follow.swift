import ArgumentParser
import Glibc
import InviteDomain
import PrivateFiles
import Storage
import SystemPackage

extension LedgerCommand {
    struct Follow: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the last ten events and then each as it happens, until Ctrl-C.",
            discussion: """
                Without a team it follows all, also those that are made meanwhile, and each line says of which team it \
                is; with --json in a member 'teamId'. It ends when nobody reads its output any more.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number; default: all teams.")
        var team: TeamID?

        /// How long an event may wait to be seen.
        private static let period = Duration.milliseconds(200)

        func run() throws {
            let storage = try options.storage()
            if let team { try storage.teams.show(team) { _ in } }
            var follower = storage.follower(of: team)
            // Writing to nobody is then an error, and not the end of this process.
            _ = signal(SIGPIPE, SIG_IGN)
            var events = try follower.last(10)
            while events.allSatisfy(show), !FileDescriptor.standardOutput.losesReader(within: Self.period) {
                events = try follower.next()
            }
        }

        /// False when nobody reads any more.
        private func show(_ event: RecordedEvent) -> Bool {
            let line = team == nil ? LedgerCommand.lineWithTeam : LedgerCommand.line
            return Terminal.printToReader(line(event, options.json))
        }
    }
}
