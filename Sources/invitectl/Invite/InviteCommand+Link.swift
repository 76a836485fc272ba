import ArgumentParser
import InviteDomain
import ServiceSettings
import Storage

extension InviteCommand {
    struct Link: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the link of an invite again.",
            discussion: """
                Only while somebody can still join with it. The link is made anew from the invite's id and the token key; \
                that it was shown is written to the team's ledger.
                """
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The invite's id, from 'invite list'.")
        var id: InviteID

        func run() throws {
            let settings = try options.settings()
            let links = try settings.links()
            let storage = try options.storage(settings)
            let (shown, token) = try LinkIssuer(keys: storage.tokenKeys).issue {
                try storage.teams.change(id.teamID) { team, now in
                    try team.showLink(of: id, by: .operator, at: now)
                        .map { RecordedInvite($0, of: team.profile, at: now) }
                }
            }
            InviteReport.link(
                links.link(for: token, in: shown.team), of: shown.invite, "showed the link of invite",
                at: shown.moment, asJSON: options.json
            )
        }
    }
}
