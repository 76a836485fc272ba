import ArgumentParser
import InviteDomain
import InviteMessages
import ServiceSettings
import Storage

/// Runs the command and turns whatever it throws into one sentence and an exit status.
///
/// Results go to standard output, all else to standard error. Exit statuses: 0 done; 1 the rules refuse; 64 the command
/// line is wrong; 65 rows were left out of an import; 74 the state could not be read or written; 75 somebody else held a
/// lock, try again; 77 the user in whose name it was to happen may not; 78 a setting is wrong.
@main
enum Main {
    static func main() {
        do {
            var command = try InviteControl.parseAsRoot(
                PreparedCommandLine.arguments(CommandLine.arguments.dropFirst()))
            try command.run()
        } catch let refusal as Refusal {
            let message = RefusalMessage(refusal)
            fail(message.shell, exit: message.kind.exitStatus)
        } catch let objection as Objection {
            fail(objection.description, exit: 1)
        } catch let failure as EventHanding.Failure {
            fail(failure.description, exit: 75)
        } catch let error as UnreadableEvents {
            fail(error.description, exit: 74)
        } catch let error as StoreError {
            fail(error.description, exit: error.kind == .busy ? 75 : 74)
        } catch let problem as SettingsProblem {
            fail(problem.description, exit: 78)
        } catch {
            InviteControl.exit(withError: error)
        }
    }

    private static func fail(_ sentence: String, exit status: Int32) -> Never {
        Terminal.complain("invitectl: error: \(sentence)")
        InviteControl.exit(withError: ExitCode(status))
    }
}

struct InviteControl: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitectl",
        abstract: "Administers the state of invite-fcgi: teams, members, credentials and invites.",
        discussion: """
            The state folder comes from --state or INVITE_STATE_DIR, else it is that of this machine's handlers, by the \
            settings in /etc/default/invite-fcgi. Root acts as the user that it belongs to. --state and --json may stand \
            before the command or behind it. It is safe to run at any time beside the handler: both take the same locks and follow the same rules.
            """,
        version: version,
        subcommands: [
            InitCommand.self, TeamCommand.self, MemberCommand.self, KeyCommand.self, TokenCommand.self,
            TokenKeyCommand.self, InviteCommand.self, LedgerCommand.self, StatusCommand.self, CheckCommand.self,
            ImportCommand.self, ExportCommand.self,
        ]
    )

    /// That of the package, and of the API's document.
    private static let version = "1.0.0"

    // Of each command, and so shown with all of them.
    @OptionGroup var options: StateOptions
}

extension RefusalMessage.Kind {
    /// 77 for who may not, 1 for what may not be.
    fileprivate var exitStatus: Int32 {
        switch self {
        case .unauthenticated, .notAllowed: 77
        case .notAdmitted, .notFound, .conflict, .gone, .outdated, .invalid: 1
        }
    }
}
