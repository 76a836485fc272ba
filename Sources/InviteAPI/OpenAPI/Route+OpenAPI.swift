import InviteDomain
import OpenAPI

extension Route {
    /// What the document says of the endpoint at this path.
    var description: EndpointDescription {
        var description = endpoint.description()
        if root == .teamOfOrganization, let id = description.idInOrganization {
            description.id = id
            description.text +=
                " An accepted ADMIN or OWNER of the organization may call it too; a team that does not belong to the "
                + "organization is not found."
            // No answer names both the organization and the team.
            description.link = endpoint.path.text.isEmpty ? nil : description.link.map { Self.inOrganization + $0 }
            description.success.links = description.success.links.map { Self.inOrganization + $0 }
        }
        return description
    }

    /// What the name of a link begins with that stays on the way through the organization.
    private static let inOrganization = "Organization"

    /// The link that leads here from an answer that names what this path is about.
    var link: OpenAPIComponent? {
        let description = description
        return description.link.map { name in
            var parameters: [String: String] = [:]
            let (outer, own) = (root.path.parameters, endpoint.path.parameters)
            for parameter in outer { parameters[parameter] = "$request.path.\(parameter)" }
            for parameter in own.isEmpty ? outer : own { parameters[parameter] = "$response.body#/data/id" }
            return .link(name, to: description.id, parameters)
        }
    }

    var operation: OpenAPIOperation {
        let description = description
        let isCounted = description.errors.contains { $0.status == 429 }
        var success = description.success
        success.headers = ["X-Request-Id"] + success.headers + (isCounted ? APIComponents.allowance : [])
        return OpenAPIOperation(
            tag: description.tag.rawValue, id: description.id, summary: description.summary,
            text: [description.text, endpoint.scopeNote ?? ""].filter { !$0.isEmpty }.joined(separator: " "),
            security: endpoint.security, parameters: pathParameters + description.parameters, body: description.body,
            success: success, errors: description.errors.map { ($0.status, $0.name) })
    }

    /// The components that describe the parameters of the path: `TeamId` for `{teamId}`.
    private var pathParameters: [String] {
        (root.path.parameters + endpoint.path.parameters).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    }
}

extension PathTemplate {
    /// The names of its parameters.
    fileprivate var parameters: [String] {
        text.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

extension Endpoint {
    /// Which credentials are needed; where one is of use and not needed, there is an alternative of none.
    fileprivate var security: String {
        switch access {
        case .guarded: #"[{ "bearer": [] }]"#
        case .open where counted == .visitor: #"[{ "bearer": [] }, {}]"#
        case .open, .page: "[]"
        }
    }

    /// Cal.com's sentence about access tokens.
    fileprivate var scopeNote: String? {
        guard case .guarded(let required, _) = access else { return nil }
        let names = Scope.allCases.filter { $0.satisfies(required) }.map { "`\($0.rawValue)`" }
        return "If accessed using an OAuth access token, the \(names.joined(separator: " or ")) scope is required."
    }
}
