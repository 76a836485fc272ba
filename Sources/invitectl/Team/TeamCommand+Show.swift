import ArgumentParser
import InviteDomain
import StrictJSON

extension TeamCommand {
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows one team.")

        @OptionGroup var options: StateOptions

        @Argument(help: "The team's number.")
        var team: TeamID

        func run() throws {
            let team = try options.store().show(team) { $0 }
            if options.json {
                Terminal.print { $0.write(team) }
            } else {
                let profile = team.profile
                Terminal.print("team \(profile.id): \(profile.name)")
                Terminal.print("slug: \(profile.slug ?? "-")")
                Terminal.print("organization: \(profile.isOrganization ? "yes" : "no")")
                Terminal.print("parent: \(profile.parentID?.description ?? "-")")
                Terminal.print("created: \(team.createdAt)")
                if let closedAt = profile.closedAt { Terminal.print("closed: since \(closedAt), nobody gets in") }
                Terminal.print("members: \(team.members.count)")
                Terminal.print("invites: \(team.invites.count)")
            }
        }
    }
}
