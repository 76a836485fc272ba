import HTTPTypes
import InviteDomain
import InviteJSON
import StrictJSON

extension InviteAPI {
    /// `POST /v2/teams/{teamId}/invite`, and the same below an organization: a new invite each time.
    ///
    /// Only a request that names itself by an `Idempotency-Key` may be sent again without making another.
    func createInvite(_ call: Call, organization: TeamID?, _ caller: Caller) throws -> Content {
        let teamID = try call.teamID()
        let members = try RequestBody.members(of: call.body, in: call.request, properties: InviteOptions.properties)
        let options = try InviteOptions(members)
        let mark = try call.request.mark(body: call.body, of: caller)
        // What cannot be answered with a link is not made.
        _ = try tokenKeys()
        let standing = try organization.map { try organizationStanding(of: caller, in: $0) }
        let created = try teams.update(teamID) { team, now in
            let role = try team.authority(of: caller, organization: standing)
            return try team.createInvite(
                options, as: role, by: .user(caller.userID), random: random(), at: now, policy: settings.policy,
                mark: mark
            ).map { (invite: $0, team: team.profile, now: now) }
        }
        guard let created else { throw Team.missing(teamID, for: caller, organization: standing) }
        // Asked for only now that the invite is recorded: so an old key makes no token that it would not prove.
        let token = try tokenKeys().token(for: created.invite.id)
        return .success {
            $0.object {
                $0.link(token, in: created.team, self)
                $0.members(of: created.invite, at: created.now)
            }
        }
    }

    /// What the organization's ledger says of the caller at this moment.
    ///
    /// Read before the team's own ledger is locked, for no request holds two locks: an organization's administrator who
    /// is demoted while this request is under way may or may not be in time, as if it had come a moment earlier.
    private func organizationStanding(of caller: Caller, in organization: TeamID) throws -> OrganizationStanding {
        let role = try teams.read(organization) { team in
            team.profile.isOrganization ? team.acceptedRole(of: caller.userID) : nil
        }
        return OrganizationStanding(organization: organization, role: role ?? nil)
    }
}
