import HTTPTypes
import InviteDomain
import StrictJSON

extension InviteAPI {
    /// `POST /v2/teams/{teamId}/invite`, and the same below an organization: a new invite each time.
    func createInvite(
        team: Substring, organization: Substring?, _ request: HTTPRequest, body: [UInt8], _ caller: Caller
    ) throws -> Content {
        try caller.require(.teamMembershipWrite)
        let organizationID = try organization.map { try id(TeamID.self, $0, "orgId") }
        let teamID = try id(TeamID.self, team, "teamId")
        let members = try RequestBody.members(of: body, in: request, properties: InviteOptions.properties)
        let options = try InviteOptions(members)
        let standing = try organizationID.map { try organizationStanding(of: caller, in: $0) }
        let created = try teams.update(teamID) { team, now in
            let role = try team.authority(of: caller, organization: standing)
            let decision = try team.createInvite(
                options, as: role, by: .user(caller.userID), random: random(), at: now, policy: settings.policy
            )
            return Decision(by: decision.actor, decision.changes, result: (decision.result, team.profile))
        }
        guard let (invite, profile) = created else { throw Team.missing(teamID, for: caller, organization: standing) }
        return show(invite, of: profile)
    }

    private func show(_ invite: Invite, of team: TeamProfile) -> Content {
        let token = InviteToken(for: invite.id, key: tokenKey)
        let body = Envelope.success {
            $0.object {
                $0.member("token", token.text)
                $0.member("inviteLink", settings.links.link(for: token, in: team))
                $0.members(of: invite, at: invite.createdAt)
            }
        }
        return .json(body)
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

    private func id<ID: NumericID>(_: ID.Type, _ text: Substring, _ parameter: String) throws(RequestProblem) -> ID {
        guard let id = ID(text) else { throw .badID(parameter: parameter, value: String(text)) }
        return id
    }
}
