import ArgumentParser
import InviteDomain
import StrictJSON

extension MemberCommand {
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accepts pending members.",
            discussion: """
                All that are named, or none if one of them is no member. Where the team belongs to an organization, they \
                become members of that too. Accepting somebody again changes nothing, and completes what was interrupted.
                """
        )

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number.")
        var team: TeamID

        @OptionGroup var members: MembersOptions

        @Option(
            help: ArgumentHelp(
                "Who it is in the host application, for somebody who signed up on the page.", valueName: "user"))
        var asUser: UserID?

        func validate() throws {
            guard !members.references.isEmpty else {
                throw ValidationError("Name the members by --user or --member, both of which may be repeated.")
            }
            if asUser != nil, members.references.count > 1 {
                throw ValidationError("Name one member with --as-user: nobody else is that user.")
            }
        }

        func run() throws {
            guard let accepted = try accepted(in: try options.store()) else {
                throw Refusal.teamNotFound(team: team)
            }
            if options.json { return members.print(asJSON: accepted) }
            for member in accepted { Terminal.print("\(member.text) is \(member.role.rawValue) of team \(team)") }
            let nameless = accepted.filter { $0.userID == nil }.count
            if nameless == 0 { return }
            let whose = accepted.count == 1 ? "" : " for \(nameless) of them"
            Terminal.complain("no user's number is known\(whose); 'invitectl member accept --as-user' gives one")
        }

        private func accepted(in store: some TeamStore) throws -> [Member]? {
            guard let asUser else { return try store.acceptMembers(members.references, of: team, by: .operator) }
            let edit = MemberEdit(accepted: true, userID: asUser)
            return try store.changeMember(members.references[0], edit, of: team, by: .operator).map { [$0] }
        }
    }
}
