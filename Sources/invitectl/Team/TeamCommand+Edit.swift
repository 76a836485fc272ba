import ArgumentParser
import InviteDomain
import StrictJSON

extension TeamCommand {
    struct Edit: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Changes what a team is called.",
            discussion: "What is not named stays as it is. To which organization a team belongs cannot be changed."
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number.")
        var team: TeamID

        @Option(help: "What the team is called.")
        var name: String?

        @Option(help: "Its name in URLs.")
        var slug: String?

        @Flag(help: "It has no name in URLs.")
        var noSlug = false

        func validate() throws {
            if slug != nil, noSlug { throw ValidationError("Use only one of --slug, --no-slug.") }
            guard edit != TeamEdit() else { throw ValidationError("Name what is to change, for example --name.") }
        }

        func run() throws {
            try TeamCommand.edit(
                team, edit, options, done: "edited team \(team)", undone: "team \(team) is called that already")
        }

        private var edit: TeamEdit { TeamEdit(name: name, slug: noSlug ? .some(nil) : slug.map { .some($0) }) }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Closes a team: nobody gets in any more.",
            discussion: """
                No link of the team lets anybody in, nobody is added or accepted, and no link is made or shown. Who is a \
                member stays one; members can be taken out and links revoked. Nothing is erased: 'invitectl team reopen' \
                lets people in again, by the same links. An organization is closed for itself alone: its teams stay open, \
                and who joins them then becomes no member of the organization.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            try TeamCommand.edit(
                team, TeamEdit(isClosed: true), options, done: "closed team \(team)",
                undone: "team \(team) is closed already")
        }
    }

    struct Reopen: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Opens a closed team again, its links too.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            try TeamCommand.edit(
                team, TeamEdit(isClosed: false), options, done: "reopened team \(team)",
                undone: "team \(team) is open already")
        }
    }

    /// Edits a team in the operator's name, and says whether that changed anything.
    private static func edit(
        _ id: TeamID, _ edit: TeamEdit, _ options: StateOptions, done: String, undone: String
    ) throws {
        let store = try options.store()
        let isChanged = try store.change(id) { team, now in
            let decision = try team.edit(edit, by: .operator, at: now)
            return decision.map { _ in !decision.changes.isEmpty }
        }
        if options.json {
            let team = try store.show(id) { $0 }
            Terminal.print { $0.write(team) }
        } else {
            Terminal.print(isChanged ? done : undone)
        }
    }
}
