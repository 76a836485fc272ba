import ArgumentParser
import ServiceSettings

/// The command line as the parser is to see it.
enum PreparedCommandLine {
    /// The arguments, each of which the parser will blame rightly.
    ///
    /// - Throws: `ValidationError` for a word that is no command, `SettingsProblem` for a state folder that cannot be.
    static func arguments(_ arguments: ArraySlice<String>) throws -> [String] {
        // A shell asks for completions of a line that is not finished.
        if arguments.first == "---completion" { return Array(arguments) }
        let prepared = withNegativeValues(reordered(arguments))
        if let folder = stateFolder(in: prepared), !folder.isEmpty, !folder.hasPrefix("/") {
            throw SettingsProblem("--state", "is '\(folder)'", "an absolute path")
        }
        try refuseUnknownCommand(in: prepared)
        return prepared
    }

    /// The arguments with `--state DIR` and `--json`, where they stand before the command, moved behind it: the parser
    /// knows them as options of each command.
    private static func reordered(_ arguments: ArraySlice<String>) -> [String] {
        var rest = arguments
        while let first = rest.first {
            switch first {
            case "--state" where rest.count > 1: rest = rest.dropFirst(2)
            case "--json": rest = rest.dropFirst()
            case _ where first.hasPrefix("--state="): rest = rest.dropFirst()
            default: return Array(rest + arguments[..<rest.startIndex])
            }
        }
        return Array(arguments)
    }

    /// The arguments with `--max-uses -1` as `--max-uses=-1`: the parser takes what begins with a hyphen for an option.
    private static func withNegativeValues(_ arguments: [String]) -> [String] {
        var joined: [String] = []
        for argument in arguments {
            let isNumber = argument.first == "-" && argument.count > 1 && argument.dropFirst().allSatisfy(\.isNumber)
            if isNumber, let name = joined.last, name.hasPrefix("--"), name.count > 2, !name.contains("=") {
                joined[joined.count - 1] = "\(name)=\(argument)"
            } else {
                joined.append(argument)
            }
        }
        return joined
    }

    private static func stateFolder(in arguments: [String]) -> String? {
        if let position = arguments.firstIndex(of: "--state") { return arguments.dropFirst(position + 1).first }
        return arguments.first { $0.hasPrefix("--state=") }.map { String($0.dropFirst("--state=".count)) }
    }

    /// The parser would only say that arguments are unexpected, all of them.
    private static func refuseUnknownCommand(in arguments: [String]) throws {
        var command: any ParsableCommand.Type = InviteControl.self
        var path = ["invitectl"]
        for word in arguments {
            let commands = command.configuration.subcommands
            if commands.isEmpty || word.hasPrefix("-") || word == "help" { return }
            guard let next = commands.first(where: { $0._commandName == word }) else {
                let known = commands.map { $0._commandName }
                let meant = Nearest.candidate(to: word, among: known).map { "; did you mean '\($0)'?" }
                let list = "; there are \(known.joined(separator: ", "))"
                throw ValidationError("'\(path.joined(separator: " "))' has no command '\(word.shown)'\(meant ?? list)")
            }
            path.append(word)
            command = next
        }
    }
}
