import ArgumentParser
import InviteDomain
import StrictJSON

extension MemberCommand {
    struct Decline: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Takes pending members off the list.",
            discussion: """
                All that are named, or none if one of them is no pending member; with --all everybody who waits, or with \
                --all --invite everybody who came by that link and waits. The use of the invite stays counted, and who has \
                its link may sign up again, unless --keep-out says otherwise: 'invitectl invite revoke --decline-pending' \
                ends the link too.
                """
        )

        @OptionGroup var options: StateOptions

        @Option(help: "The team's number; not needed with --invite.")
        var team: TeamID?

        @OptionGroup var members: MembersOptions

        @Flag(help: "Everybody who waits.")
        var all = false

        @Option(help: ArgumentHelp("With --all: who came by this invite.", valueName: "id"))
        var invite: InviteID?

        @Flag(help: "No link of the team lets them in again; 'member readmit' lifts that.")
        var keepOut = false

        @Flag(help: "Tell who it would be, and change nothing.")
        var dryRun = false

        func validate() throws {
            guard all != !members.references.isEmpty else {
                throw ValidationError("Name the members by --user, --subject or --member, or decline --all of them.")
            }
            if invite != nil, !all { throw ValidationError("Say --all --invite for all who came by an invite.") }
            guard team != nil || invite != nil else { throw ValidationError("Name the team by --team.") }
            if let team, let invite, invite.teamID != team {
                throw ValidationError("The invite is one of team \(invite.teamID), not of team \(team).")
            }
        }

        func run() throws {
            guard let id = team ?? invite?.teamID else { preconditionFailure("a team that was not validated") }
            let declined = try options.store().change(id, isTrial: dryRun) { team, _ in
                team.declineMembers(try wanted(in: team), keepingOut: keepOut, by: .operator)
            }
            if options.json { return members.print(asJSON: declined) }
            let (present, past) = keepOut ? ("decline and keep out", "declined and kept out") : ("decline", "declined")
            let verb = dryRun ? "would \(present)" : past
            for member in declined { Terminal.print("\(verb) \(member.text)") }
            if all {
                let source = invite.map { " who came by \($0)" } ?? ""
                Terminal.print("\(verb) \(counted(declined.count, "pending member"))\(source) in team \(id)")
            }
        }

        private func wanted(in team: Team) throws -> [Member] {
            if let invite, team.invites[invite] == nil { throw Refusal.inviteNotFound }
            if all { return team.pendingMembers(joinedBy: invite.map { [$0] }) }
            var wanted: [Member] = []
            for reference in members.references {
                guard let member = team.members[reference] else {
                    throw Refusal.memberNotFound(reference, team: team.id)
                }
                if member.accepted {
                    let advice = "'invitectl member remove' takes out accepted members"
                    throw Objection("\(member.text) is a member of team \(team.id) already; \(advice)")
                }
                if !wanted.contains(where: { $0.id == member.id }) { wanted.append(member) }
            }
            return wanted
        }
    }
}
