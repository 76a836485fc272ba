import ArgumentParser
import InviteDomain
import InviteMessages
import StrictJSON

extension MemberCommand {
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Adds a user to a team.")

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @OptionGroup var person: NeededPersonOptions<MemberNames>

        @Option(help: "\(Role.alternatives).")
        var role: Role

        @Option(help: "The user's e-mail address.")
        var email: String?

        @Option(help: "The user's name.")
        var name: String?

        @Flag(help: "The user has still to agree, and may do nothing until then.")
        var pending = false

        func run() throws {
            let terms = MemberTerms(
                userID: person.userID, role: role, accepted: !pending, email: email, name: name
            )
            let added = try options.store().addMember(to: team) { team, now in
                try team.addMember(terms, by: .operator, at: now)
            }
            guard let member = added else { throw Refusal.teamNotFound(team: team) }
            if options.json {
                Terminal.print { $0.object { $0.member("id", member.id.number) } }
            } else {
                let state = pending ? "is to be" : "is"
                Terminal.print("user \(person.userID.quoted) \(state) \(role.rawValue) of team \(team)")
            }
        }
    }
}
