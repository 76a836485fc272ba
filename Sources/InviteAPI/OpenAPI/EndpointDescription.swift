import OpenAPI

/// What the OpenAPI document says of an endpoint beyond its method, path, scope and credentials.
struct EndpointDescription {
    var tag: Tag
    /// The name under which client generators know it.
    var id: String
    /// The same by way of an organization; nil for what is not of a team.
    var idInOrganization: String?
    var summary: String
    var text = ""
    /// The components that describe its query and header fields; those of its path follow from the path.
    var parameters: [String] = []
    /// The component that describes its body; nil when it takes none.
    var body: String?
    /// The answer when all is well; of its header fields those that not all answers have.
    var success: OpenAPIOperation.Success
    var errors: [OpenAPIError]
    /// The name under which other answers lead here, with the id in them; nil where none does.
    var link: String?
    /// Components that only this endpoint refers to, such as the schema of its body.
    var components: [OpenAPIComponent] = []

    /// The headings under which readers find calls, in this order.
    enum Tag: String, CaseIterable {
        case invites = "Teams / Invite"
        case joining = "Invites"
        case memberships = "Teams / Memberships"
        case teams = "Teams"
        case events = "Events"
        case me = "Me"
        case keys = "Keys"
        case pages = "Sign-up page"
        case service = "Service"
    }
}

extension OpenAPIOperation.Content {
    static let page = OpenAPIOperation.Content.other(
        type: "text/html", schema: #"{ "type": "string" }"#)
}
