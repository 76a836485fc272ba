import ArgumentParser
import InviteDomain
import StrictJSON

extension TeamCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists all teams.")

        @OptionGroup var options: StateOptions

        func run() throws {
            let store = try options.store()
            let teams = try store.teamIDs().map { try store.show($0) { $0 } }
            if options.json {
                Terminal.print { $0.array { for team in teams { $0.write(team) } } }
            } else {
                // A column that is there where some team is closed, and else says nothing.
                let closed = teams.contains { $0.profile.isClosed } ? ["CLOSED"] : []
                let rows = teams.map { team in
                    [
                        team.id.description, team.profile.name, team.profile.slug ?? "-",
                        team.profile.isOrganization ? "yes" : "no", team.profile.parentID?.description ?? "-",
                        String(team.members.count), String(team.invites.count),
                    ] + closed.map { _ in team.profile.isClosed ? "yes" : "no" }
                }
                Terminal.print(
                    table: ["ID", "NAME", "SLUG", "ORGANIZATION", "PARENT", "MEMBERS", "INVITES"] + closed,
                    freeText: ["NAME", "SLUG"], rows)
            }
        }
    }
}
