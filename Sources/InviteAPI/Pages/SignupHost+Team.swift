import InviteDomain
import InvitePages

extension SignupHost {
    init(of invite: Invite, in team: Team) {
        let inviter = invite.createdBy.userID.flatMap { team.member($0)?.name }
        self.init(teamName: team.profile.name, inviterName: inviter)
    }
}
