import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

extension InviteCommand {
    struct Redemptions: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists who joined by an invite, in the order of joining.",
            discussion: "Those who have left the team since are in the list too."
        )

        @OptionGroup var options: StateOptions

        @Argument(help: "The invite's id, from 'invite list'.")
        var id: InviteID

        func run() throws {
            let (invite, joined) = try options.store().show(id.teamID) { team in
                guard let invite = team.invites[id] else { throw Refusal.inviteNotFound }
                return (invite, team.members.joined(by: id))
            }
            if options.json {
                Terminal.print { $0.array { for member in joined { $0.redemption(member, of: invite) } } }
            } else {
                let rows = joined.map { member in
                    [
                        member.userID?.description ?? "-", member.id.description, member.email ?? "-",
                        member.name ?? "-",
                        invite.role.rawValue, member.joinedAt.description,
                    ]
                }
                Terminal.print(
                    table: ["USER", "MEMBERSHIP", "E-MAIL", "NAME", "ROLE", "REDEEMED"],
                    freeText: ["USER", "E-MAIL", "NAME"], rows)
            }
        }
    }
}
