import HTTPTypes
import InviteDomain
import OpenAPI
import Storage
import StrictJSON

/// A team itself.
struct TeamEndpoints: TeamCalls {
    let teams: any TeamStore

    init(_ dependencies: Dependencies) { teams = dependencies.storage.teams }

    static let endpoints: [Endpoint] = [
        Endpoint(.get, "", .teamProfileRead) {
            TeamEndpoints($0).readTeam
        } described: {
            EndpointDescription(
                tag: .teams, id: "TeamsController_getTeam", idInOrganization: "OrganizationsTeamsController_getTeam",
                summary: "Get a team",
                text: "For every accepted member. What this service does not keep has Cal.com's default.",
                success: .init(text: "The team.", content: .json("GetTeamOutput")),
                errors: [.badRequest, .unauthorized, .notInTeam, .teamNotFound] + OpenAPIError.ofEveryCall
            )
        }
    ]

    /// `GET /v2/teams/{teamId}`: for every accepted member, and by way of its organization for the admins of that.
    func readTeam(_ call: Call, _ caller: Caller) throws -> Content {
        let profile = try existing(call, by: caller) { id, standing in
            try teams.read(id) { team in
                try team.requireVisible(to: caller, organization: standing)
                return team.profile
            }
        }
        return .success { $0.team(profile) }
    }
}

extension JSONWriter {
    /// A team in Cal.com's form; what this service does not keep has Cal.com's default.
    fileprivate mutating func team(_ team: TeamProfile) {
        object {
            $0.member("id", team.id.number)
            $0.member("parentId", team.parentID?.number)
            $0.member("name", team.name)
            $0.member("slug", team.slug)
            for name in ["logoUrl", "calVideoLogo", "appLogo", "appIconLogo", "bio"] { $0.member(name, String?.none) }
            $0.member("hideBranding", false)
            $0.member("isOrganization", team.isOrganization)
            $0.member("isPrivate", false)
            $0.member("hideBookATeamMember", false)
            for name in ["theme", "brandColor", "darkBrandColor", "bannerUrl"] { $0.member(name, String?.none) }
            $0.member("timeFormat", Int?.none)
            $0.member("timeZone", "Europe/London")
            $0.member("weekStart", "Sunday")
        }
    }
}
