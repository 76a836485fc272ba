import ArgumentParser
import InviteDomain
import Storage
import StrictJSON

extension TeamCommand {
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes a team.")

        @OptionGroup var options: StateOptions

        @Option(help: "What the team is called.")
        var name: String

        @Option(help: "Its number; default: the next after the greatest.")
        var id: TeamID?

        @Option(help: "Its name in URLs.")
        var slug: String?

        @Flag(help: "An organization, to which other teams may belong.")
        var organization = false

        @Option(help: "The organization that the team belongs to.")
        var parent: TeamID?

        @OptionGroup var owner: PersonOptions<OwnerNames>

        func run() throws {
            let storage = try options.storage()
            var new = NewTeam(name: name)
            (new.id, new.slug, new.parentID, new.isOrganization) = (id, slug, parent, organization)
            new.owner = owner.userID.map { NewTeam.Owner(userID: $0) }
            let made = try TeamFounding(storage.teams, storage.teamRequests).found(new, by: .operator)
            if options.json {
                Terminal.print { $0.object { $0.member("id", made.id.number) } }
            } else {
                Terminal.print("made team \(made.id)")
            }
        }
    }
}
