import InviteDomain

/// Where people are sent after signing up, on sites whose application has no page of its own for that.
extension InviteAPI {
    /// `GET /getting-started?invite=&submission=`: who invited to what, and what happens next.
    ///
    /// The id of an invite is no secret, lets nobody in, and proves nothing. So the page tells no more than the team's
    /// name and the inviter's, and neither of an invite that was withdrawn or has expired. Only to whoever has the mark of
    /// the form it tells what was sent, and gives it back to be corrected.
    func gettingStarted(_ call: Call) throws -> Content {
        let query = FormFields(ofLink: call.target)
        guard let id = query.all("invite").first.flatMap({ InviteID($0) }) else { return page(.waiting(nil)) }
        let mark = query.all("submission").first.flatMap { SubmissionMark($0) }
        let shown = try teams.read(id.teamID) { team -> (SignupHost, Member?)? in
            guard let invite = team.invites[id], [.active, .paused, .exhausted].contains(invite.status(at: clock()))
            else { return nil }
            let request = mark.flatMap {
                team.request(of: Applicant(userID: nil, submission: $0.digest), by: id)
            }
            return (SignupHost(of: invite, in: team), request)
        }
        guard let (host, request) = shown ?? nil else { return page(.waiting(nil)) }
        return page(.waiting(host, try request.map { try form(again: $0, mark) }))
    }

    /// The form that somebody sent, to be corrected; its token is of our own making, whoever made that of the link.
    private func form(again request: Member, _ mark: SubmissionMark?) throws -> SignupForm {
        guard let id = request.inviteID else { preconditionFailure("a request was made by an invite") }
        var form = SignupForm(token: try tokenKeys().token(for: id).text, submission: mark?.text)
        (form.name, form.email) = (request.name ?? "", request.email ?? "")
        return form
    }
}
