import ArgumentParser
import InviteDomain
import StrictJSON

extension MemberCommand {
    struct Decline: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes a pending member off the list.",
            discussion: "The use of the invite stays counted, and who has its link may sign up again."
        )

        @OptionGroup var options: StateOptions
        @OptionGroup var membership: MembershipOptions

        func run() throws {
            let member = try options.store().change(membership.team) { team, _ in
                if let member = team.members[membership.reference], member.accepted {
                    let advice = "'invitectl member remove' takes out accepted members"
                    throw Objection("\(member.text) is a member of team \(team.id) already; \(advice)")
                }
                return try team.removeMember(membership.reference, by: .operator)
            }
            if options.json {
                Terminal.print { $0.write(member) }
            } else {
                Terminal.print("\(member.text) is not to be in team \(membership.team)")
            }
        }
    }
}
