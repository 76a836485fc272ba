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

                With --exec nothing is printed: each event that happens from now on is handed to a command, which gets it as a \
                line of JSON, as GET /v2/events shows it, on its standard input, and in INVITE_EVENT_ID, INVITE_EVENT_TYPE and \
                INVITE_TEAM_ID which it is. One command runs at a time. With --cursor it begins where the last run ended, or with \
                the first event there ever was: the place is kept durably after each command that succeeds, and one that fails \
                ends the following with status 75, so that the next run hands over the same event again.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number; default: all teams.")
        var team: TeamID?

        @Option(help: ArgumentHelp("Hand each event to a command of /bin/sh.", valueName: "cmd"))
        var exec: String?

        @Option(help: ArgumentHelp("With --exec: keep the place in a file.", valueName: "file"), completion: .file())
        var cursor: String?

        func validate() throws {
            if cursor != nil, exec == nil { throw ValidationError("--cursor is for --exec") }
            if exec != nil, options.json {
                throw ValidationError("--exec hands over JSON in any case; leave --json out")
            }
        }

        /// How long an event may wait to be seen.
        private static let period = Duration.milliseconds(200)

        func run() throws {
            let storage = try options.storage()
            if let team { try storage.teams.show(team) { _ in } }
            if let exec {
                let place = cursor.map { CursorFile(FilePath($0)) }
                try EventHanding(command: ShellCommand(exec), team: team, place: place).run(storage.feed)
            }
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
