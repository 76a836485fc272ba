import ArgumentParser
import InviteDomain
import PrivateFiles
import ServiceSettings
import Storage
import StrictJSON
import SystemPackage

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Reads every file of the state; exits with 0 only when all is well.",
        discussion: """
            Changes nothing, and may run beside the handler. Problems are told on standard error, each with the file; so \
            are notes, which are no problems: a member whose way into an organization was interrupted, for example.

            Where the state has a key set of an authorization server, its keys are listed, each with what it is for or \
            why it is passed over. --key-set looks at nothing but such a file, before it is put in place, and at the \
            settings of the handlers where there are any: the exit status is 0 if the handlers can use it.
            """
    )

    @Option(
        help: ArgumentHelp("Look at this key set only; - is standard input.", valueName: "file"),
        completion: .file())
    var keySet: String?

    @OptionGroup var options: StateOptions

    func run() throws {
        if let keySet {
            try check(keySet: keySet)
        } else {
            try checkState()
        }
    }

    private func checkState() throws {
        let settings = try options.settings()
        let found = StateAudit(try options.storage(settings))
        let tokens = TokenSourcesCheck(settings)
        let problems = found.problems + tokens.problems
        let notes = found.notes + tokens.notes
        complain(problems, notes)
        if options.json {
            Terminal.print {
                $0.object {
                    $0.member("teams", found.teams)
                    $0.member("members", found.members)
                    $0.member("invites", found.invites)
                    $0.member("credentials", found.credentials)
                    $0.member("keySet") { tokens.write(to: &$0) }
                    $0.member("problems", problems)
                    $0.member("notes", notes)
                }
            }
        } else {
            tokens.printTable()
            let counts = [
                (found.teams, "team"), (found.members, "member"), (found.invites, "invite"),
                (found.credentials, "credential"),
            ]
            conclude(counts.map { counted($0.0, $0.1) }, problems)
        }
        if !problems.isEmpty { throw ExitCode(74) }
    }

    private func check(keySet file: String) throws {
        // The file is judged by the settings of the handlers where they can be had, and can be judged without.
        let found = TokenSourcesCheck(keySet: try Self.contents(of: file), name: file, options.settingsIfKnown)
        complain(found.problems, found.notes)
        if options.json {
            Terminal.print {
                $0.object {
                    $0.member("keySet") { found.write(to: &$0) }
                    $0.member("problems", found.problems)
                    $0.member("notes", found.notes)
                }
            }
        } else {
            found.printTable()
            conclude(
                [counted(found.counts.keys, "key"), "\(found.counts.usable) of them for tokens"], found.problems)
        }
        if !found.problems.isEmpty { throw ExitCode(74) }
    }

    private func complain(_ problems: [String], _ notes: [String]) {
        for problem in problems { Terminal.complain("invitectl: problem: \(problem)") }
        for note in notes { Terminal.complain("invitectl: note: \(note)") }
    }

    private func conclude(_ counts: [String], _ problems: [String]) {
        let verdict = problems.isEmpty ? "all is well" : counted(problems.count, "problem")
        Terminal.print("\(counts.joined(separator: ", ")): \(verdict)")
    }

    /// A longer set than this is nobody's.
    private static let longest = 1 << 20

    private static func contents(of file: String) throws -> [UInt8] {
        do {
            let descriptor =
                file == "-" ? .standardInput : try FileDescriptor.open(FilePath(file), .readOnly, options: .closeOnExec)
            defer { if file != "-" { try? descriptor.close() } }
            var contents: [UInt8] = []
            while case let more = try descriptor.nextBytes(count: 1 << 16), !more.isEmpty {
                contents += more
                guard contents.count <= longest else {
                    throw StoreError(.corrupt, "'\(file)' is longer than \(longest) bytes, and no key set")
                }
            }
            return contents
        } catch let error as Errno {
            throw StoreError(.unavailable, "'\(file)' cannot be read: \(error)")
        }
    }
}
