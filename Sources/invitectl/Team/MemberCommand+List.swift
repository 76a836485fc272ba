import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

extension MemberCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the members of a team, or who is kept out of it.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Flag(
            name: [.customLong("pending"), .customLong("waiting")],
            help: "Only those who have still to be accepted.")
        var pending = false

        @Option(help: ArgumentHelp("Only those who came by this invite.", valueName: "id"))
        var invite: InviteID?

        @Option(help: ArgumentHelp("Only those in whose name, address or subject this stands.", valueName: "text"))
        var search: String?

        @Flag(help: "Who is kept out, in their place.")
        var keptOut = false

        func validate() throws {
            if let search, SearchText(search) == nil {
                throw ValidationError("Say --search with \(SearchText.length.inWords) characters.")
            }
            if keptOut, pending || invite != nil || search != nil {
                throw ValidationError("Say --kept-out alone: it lists all of them.")
            }
        }

        func run() throws {
            if keptOut { return try printKeptOut() }
            let filter = MemberFilter(
                accepted: pending ? false : nil, inviteID: invite, search: search.flatMap { SearchText($0) })
            let members = try options.store().show(team) { team in team.members.filter(filter.matches) }
            if options.json { return Terminal.print { $0.array { for member in members { $0.member(member) } } } }
            let rows = members.map { member in
                [
                    member.id.description, member.userID?.description ?? "-", member.role.rawValue,
                    member.accepted ? "accepted" : "pending", member.email ?? "-", member.name ?? "-",
                    member.joinedAt.description,
                ]
            }
            Terminal.print(
                table: ["ID", "USER", "ROLE", "STATUS", "E-MAIL", "NAME", "SINCE"],
                freeText: ["USER", "E-MAIL", "NAME"], rows)
        }

        private func printKeptOut() throws {
            let people = try options.store().show(team) { $0.members.keptOut }
            if options.json {
                return Terminal.print { $0.array { for person in people { $0.keptOut(person, of: team) } } }
            }
            let rows = people.map { person in
                [
                    person.id.description, person.userID?.description ?? "-", person.email ?? "-", person.name ?? "-",
                    person.since.description,
                ]
            }
            Terminal.print(
                table: ["ID", "USER", "E-MAIL", "NAME", "SINCE"], freeText: ["USER", "E-MAIL", "NAME"], rows)
        }
    }
}
