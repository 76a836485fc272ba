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

        @OptionGroup var identity: PersonOptions<NewcomerNames>

        func validate() throws {
            guard !members.references.isEmpty else {
                throw ValidationError("Name the members by --user, --subject or --member, which may be repeated.")
            }
            if identity.userID != nil, members.references.count > 1 {
                throw ValidationError("Name one member with --as-user or --as-subject: nobody else is that user.")
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
            let advice = "'invitectl member accept --as-user' or '--as-subject' says so"
            Terminal.complain("who it is in the host application is not known\(whose); \(advice)")
        }

        private func accepted(in store: some TeamStore) throws -> [Member]? {
            guard let userID = identity.userID else {
                return try store.acceptMembers(members.references, of: team, by: .operator)
            }
            let edit = MemberEdit(accepted: true, userID: userID)
            return try store.changeMember(members.references[0], edit, of: team, by: .operator).map { [$0] }
        }
    }
}
