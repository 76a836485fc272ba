import ArgumentParser
import InviteDomain

/// The two options that say who somebody is, such as `--user 17` and `--subject 'auth0|5f7c'`; at most one of them.
struct PersonOptions<Names: PersonNames>: ParsableArguments {
    @Option(name: .customLong(Names.number), help: ArgumentHelp(Names.meaning, valueName: "number"))
    var number: String?

    @Option(
        name: .customLong(Names.subject),
        help: ArgumentHelp("The same for a user who has no number: \(Subject.form).", valueName: "subject"))
    var subject: String?

    func validate() throws { _ = try found() }

    var userID: UserID? { (try? found()) ?? nil }

    private func found() throws -> UserID? {
        guard let subject else { return try number.map { try Names.user(number: $0) } }
        if number != nil {
            throw ValidationError("Name a user by either --\(Names.number) or --\(Names.subject): nobody has both.")
        }
        return try Names.user(subject: subject)
    }
}

/// The same two options where one of them is needed.
struct NeededPersonOptions<Names: PersonNames>: ParsableArguments {
    @OptionGroup var options: PersonOptions<Names>

    func validate() throws {
        if options.userID == nil {
            throw ValidationError("Name a user by either --\(Names.number) or --\(Names.subject).")
        }
    }

    var userID: UserID {
        guard let userID = options.userID else { preconditionFailure("options that were not validated") }
        return userID
    }
}
