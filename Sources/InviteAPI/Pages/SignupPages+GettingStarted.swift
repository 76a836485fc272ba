import InviteDomain
import InvitePages

/// Where people are sent after signing up, on sites whose application has no page of its own for that.
extension SignupPages {
    /// `GET /getting-started?invite=`: who invited to what, and what happens next.
    ///
    /// The id of an invite is no secret, lets nobody in, and proves nothing. So the page tells no more than the team's
    /// name and the inviter's, and neither of an invite that was withdrawn or has expired.
    func gettingStarted(_ call: Call) throws -> Content {
        let query = FormFields(ofLink: call.target)
        guard let id = query.all("invite").first.flatMap({ InviteID($0) }) else { return page(.waiting(nil)) }
        let host = try teams.read(id.teamID) { team -> SignupHost? in
            guard let invite = team.invites[id], [.active, .paused, .exhausted].contains(invite.status(at: clock()))
            else { return nil }
            return SignupHost(of: invite, in: team)
        }
        return page(.waiting(host ?? nil))
    }
}
