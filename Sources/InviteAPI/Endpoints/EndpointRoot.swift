/// Where the paths of endpoints begin.
enum EndpointRoot: CaseIterable {
    /// A team.
    case team
    /// The same team by way of its organization, on which the organization's admins count as the team's.
    case teamOfOrganization
    /// The service.
    case service

    var path: PathTemplate {
        switch self {
        case .team: "/v2/teams/{teamId}"
        case .teamOfOrganization: "/v2/organizations/{orgId}/teams/{teamId}"
        case .service: ""
        }
    }
}
