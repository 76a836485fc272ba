import ArgumentParser
import FlatFileStore
import Glibc
import InviteDomain
import PrivateFiles
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
            let store = try options.store()
            if let team { try store.show(team) { _ in } }
            var tails = LedgerTails(team, in: store) { Terminal.complain("invitectl: note: \($0)") }
            // Writing to nobody is then an error, and not the end of this process.
            _ = signal(SIGPIPE, SIG_IGN)
            var entries = try tails.last(10)
            while entries.allSatisfy(show), !FileDescriptor.standardOutput.losesReader(within: Self.period) {
                entries = try tails.next()
            }
        }

        /// False when nobody reads any more.
        private func show(_ entry: LedgerEntry) -> Bool {
            let line = team == nil ? LedgerCommand.lineWithTeam : LedgerCommand.line
            return Terminal.printToReader(line(entry, options.json))
        }
    }
}
