import ArgumentParser
import InviteDomain
import InviteJSON
import StrictJSON

extension MemberCommand {
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lists the members of a team.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @Flag(help: "Only those who have still to be accepted.")
        var pending = false

        func run() throws {
            let members = try options.store().show(team) { $0.members.filter { !pending || !$0.accepted } }
            if options.json {
                Terminal.print { $0.array { for member in members { $0.member(member) } } }
            } else {
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
        }
    }
}
