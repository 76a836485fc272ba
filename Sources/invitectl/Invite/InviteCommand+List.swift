import ArgumentParser
import InviteDomain
import InviteJSON
import PrivateFiles
import StrictJSON

extension InviteCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists a team's invites, newest first.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Option(help: "Only those of a status: \(Invite.Status.allCases.map(\.rawValue).joined(separator: ", ")).")
        var status: Invite.Status?

        @OptionGroup var creator: PersonOptions<CreatorNames>

        func run() throws {
            let now = Timestamp.now()
            let createdBy = creator.userID
            let all = try options.store().show(team) { $0.invites.all.reversed() }
            let invites = all.filter { invite in
                (status == nil || invite.status(at: now) == status)
                    && (createdBy == nil || invite.createdBy.userID == createdBy)
            }
            if options.json {
                Terminal.print {
                    $0.array { for invite in invites { $0.object { $0.members(of: invite, at: now) } } }
                }
            } else {
                let rows = invites.map { invite in
                    [
                        invite.id.description, invite.status(at: now).rawValue, invite.role.rawValue,
                        "\(invite.uses)" + (invite.maxUses.map { " of \($0)" } ?? ""),
                        invite.expiresAt?.description ?? "never",
                        invite.createdBy.text, invite.extras.name ?? "-",
                    ]
                }
                Terminal.print(
                    table: ["ID", "STATUS", "ROLE", "USES", "EXPIRES", "BY", "NAME"],
                    freeText: ["BY", "NAME"], rows)
            }
        }
    }
}
