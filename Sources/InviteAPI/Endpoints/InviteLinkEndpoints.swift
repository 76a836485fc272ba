import HTTPTypes
import InviteDomain
import InviteJSON
import OpenAPI
import Storage
import StrictJSON

/// The calls that answer with the link of an invite.
struct InviteLinkEndpoints: TeamCalls {
    let teams: any TeamStore
    let issuer: LinkIssuer
    let links: InviteLinks
    let policy: InvitePolicy
    let random: () -> UInt64

    init(_ dependencies: Dependencies) {
        teams = dependencies.storage.teams
        issuer = LinkIssuer(keys: dependencies.storage.tokenKeys)
        links = dependencies.settings.links
        policy = dependencies.settings.policy
        random = dependencies.random
    }

    static let endpoints: [Endpoint] = [
        Endpoint(.post, "/invite", .teamMembershipWrite, answersWithLink: true) {
            InviteLinkEndpoints($0).createInvite
        } described: {
            EndpointDescription(
                tag: .invites, id: "TeamsInviteController_createInvite",
                idInOrganization: "OrganizationsTeamsInviteController_createInvite", summary: "Create team invite link",
                text: """
                    The caller must be an accepted ADMIN or OWNER of the team, or an instance administrator. Each \
                    call makes a new invite, unless an `Idempotency-Key` says that it is the same call again.
                    """,
                parameters: ["Idempotency-Key"],
                body: "CreateInvite",
                success: .init(
                    text: "A new invite.", content: .json("CreateInviteOutputDto"),
                    links: ["ReadInvite", "EditInvite", "RevokeInvite", "ShowInviteLink", "ListRedemptions"]),
                errors: [.badRequest, .unauthorized, .mayNotCreate, .teamNotFound, .createConflict, .mediaType]
                    + OpenAPIError.ofEveryCall
            )
        },
        Endpoint(.post, "/invites/{inviteId}/link", .teamMembershipWrite, answersWithLink: true) {
            InviteLinkEndpoints($0).showLink
        } described: {
            EndpointDescription(
                tag: .invites, id: "showInviteLink", idInOrganization: "showOrganizationTeamInviteLink",
                summary: "Show an invite's link again",
                text: """
                    Only while it admits somebody, and the team is open. That it was looked at is written to the team's \
                    ledger.
                    """,
                success: .init(text: "The link.", content: .json("ShowInviteLinkOutput")),
                errors: [
                    .badRequest, .unauthorized, .linkAboveOwn, .inviteNotFound, .linkConflict, .inviteGone, .mediaType,
                ] + OpenAPIError.ofEveryCall,
                link: "ShowInviteLink"
            )
        },
    ]

    /// `POST /v2/teams/{teamId}/invite`, and the same below an organization: a new invite each time.
    ///
    /// Only a request that names itself by an `Idempotency-Key` may be sent again without making another.
    func createInvite(_ call: Call, _ caller: Caller) throws -> Content {
        _ = try call.teamID()
        let fields = try RequestBody.fields(of: call.body, in: call.request, properties: InviteOptions.properties)
        let options = try InviteOptions(fields.all)
        let key = try call.request.idempotencyKey(body: call.body, of: caller)
        let (created, token) = try issuer.issue {
            try change(call, by: caller) { team, authority, now in
                try team.createInvite(
                    options, as: authority, by: .user(caller.userID), random: random(), at: now, policy: policy,
                    idempotencyKey: key
                ).map { RecordedInvite($0, of: team.profile, at: now) }
            }
        }
        return .success {
            $0.object {
                $0.link(token, in: created.team, links)
                $0.members(of: created.invite, at: created.moment)
            }
        }
    }

    /// `POST /v2/teams/{teamId}/invites/{inviteId}/link`: the token is made again from the id; it is kept nowhere.
    func showLink(_ call: Call, _ caller: Caller) throws -> Content {
        let id = try call.inviteID()
        _ = try RequestBody.fields(of: call.body, in: call.request, properties: [])
        let (shown, token) = try issuer.issue {
            try change(call, by: caller) { team, authority, now in
                try team.showLink(of: id, as: authority, by: .user(caller.userID), at: now)
                    .map { RecordedInvite($0, of: team.profile, at: now) }
            }
        }
        return .success { $0.object { $0.link(token, in: shown.team, links) } }
    }
}

extension JSONWriter {
    /// The two members that carry the secret of an invite.
    fileprivate mutating func link(_ token: InviteToken, in team: TeamProfile, _ links: InviteLinks) {
        member("token", token.text)
        member("inviteLink", links.link(for: token, in: team))
    }
}
