import HTTPTypes
import InviteDomain
import InviteJSON
import StrictJSON

extension InviteAPI {
    /// `POST /v2/teams/{teamId}/invite`, and the same below an organization: a new invite each time.
    ///
    /// Only a request that names itself by an `Idempotency-Key` may be sent again without making another.
    func createInvite(_ call: Call, _ caller: Caller) throws -> Content {
        _ = try call.teamID()
        let members = try RequestBody.members(of: call.body, in: call.request, properties: InviteOptions.properties)
        let options = try InviteOptions(members)
        let mark = try call.request.mark(body: call.body, of: caller)
        // What cannot be answered with a link is not made.
        _ = try tokenKeys()
        let created = try change(call, by: caller) { team, authority, now in
            try team.createInvite(
                options, as: authority, by: .user(caller.userID), random: random(), at: now, policy: settings.policy,
                mark: mark
            ).map { (invite: $0, team: team.profile, now: now) }
        }
        // Asked for only now that the invite is recorded: so an old key makes no token that it would not prove.
        let token = try tokenKeys().token(for: created.invite.id)
        return .success {
            $0.object {
                $0.link(token, in: created.team, self)
                $0.members(of: created.invite, at: created.now)
            }
        }
    }
}
