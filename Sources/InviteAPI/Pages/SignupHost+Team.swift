import InviteDomain
import InvitePages

extension SignupHost {
    init(of invite: Invite, in team: Team) {
        self.init(teamName: team.profile.name, inviterName: team.inviterName(of: invite))
    }
}
