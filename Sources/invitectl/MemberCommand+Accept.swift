import ArgumentParser
import InviteDomain
import StrictJSON

extension MemberCommand {
    struct Accept: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Accepts a pending member.",
            discussion: """
                Where the team belongs to an organization, they become a member of that too. Accepting somebody again \
                changes nothing, and completes what was interrupted.
                """
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        @Option(
            help: ArgumentHelp(
                "Who it is in the host application, for somebody who signed up on the page.", valueName: "user"))
        var asUser: UserID?

        func run() throws {
            let edit = MemberEdit(accepted: true, userID: asUser)
            let accepted = try options.store().changeMember(
                membership.reference, edit, of: membership.team, by: .operator)
            guard let member = accepted else { throw Refusal.teamNotFound(team: membership.team.description) }
            if options.json {
                Terminal.print { $0.write(member) }
            } else {
                Terminal.print("\(member.text) is \(member.role.rawValue) of team \(membership.team)")
                if member.userID == nil {
                    Terminal.complain("no user's number is known; 'invitectl member accept --as-user' gives one")
                }
            }
        }
    }
}
