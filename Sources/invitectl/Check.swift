import ArgumentParser
import FlatFileStore
import StrictJSON

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads every file of the state; exits with 0 only when all is well.",
        discussion: """
            Changes nothing, and may run beside the handler. Problems are told on standard error, each with the file; so \
            are notes, which are no problems: a member whose way into an organization was interrupted, for example.
            """
    )

    @OptionGroup var options: StateOptions

    func run() throws {
        let layout = try options.layout()
        let found = StateCheck(layout, tokenKey: try options.settings().tokenKeyFile())
        for problem in found.problems { Terminal.complain("invitectl: problem: \(problem)") }
        for note in found.notes { Terminal.complain("invitectl: note: \(note)") }
        if options.json {
            Terminal.print {
                $0.object {
                    $0.member("teams", found.teams)
                    $0.member("members", found.members)
                    $0.member("invites", found.invites)
                    $0.member("credentials", found.credentials)
                    $0.member("problems", found.problems)
                    $0.member("notes", found.notes)
                }
            }
        } else {
            let counts = [("teams", found.teams), ("members", found.members), ("invites", found.invites)]
            Terminal.print(
                (counts + [("credentials", found.credentials)]).map { "\($0.1) \($0.0)" }.joined(separator: ", ")
                    + (found.problems.isEmpty ? ": all is well" : ": \(found.problems.count) problems")
            )
        }
        if !found.problems.isEmpty { throw ExitCode(74) }
    }
}
