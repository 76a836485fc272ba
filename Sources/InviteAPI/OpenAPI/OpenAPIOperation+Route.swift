import InviteDomain
import StrictJSON

extension OpenAPIOperation {
    /// The description of what is served at a route.
    init(of route: Route) {
        self = route.endpoint.description()
        if route.root == .teamOfOrganization, let name = idInOrganization {
            id = name
            text +=
                " An accepted ADMIN or OWNER of the organization may call it too; a team that does not belong to the "
                + "organization is not found."
            success.links = success.links.map { OpenAPIComponent.inOrganization + $0 }
        }
    }
}

extension JSONWriter {
    mutating func operation(of route: Route) {
        let operation = OpenAPIOperation(of: route)
        object {
            $0.member("tags", [operation.tag.rawValue])
            $0.member("operationId", operation.id)
            $0.member("summary", operation.summary)
            let text = [operation.text, route.endpoint.scopeNote ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
            if !text.isEmpty { $0.member("description", text) }
            $0.member("security") { $0.writeVerbatim(route.endpoint.security) }
            let parameters = route.pathParameters + operation.parameters
            if !parameters.isEmpty {
                $0.member("parameters") {
                    $0.array { for name in parameters { $0.reference(to: .parameters, name) } }
                }
            }
            if let body = operation.body {
                $0.member("requestBody") { $0.reference(to: .requestBodies, body) }
            }
            $0.member("responses") { $0.responses(operation) }
        }
    }
}

extension Route {
    /// The components that describe the parameters of the path: `TeamId` for `{teamId}`.
    fileprivate var pathParameters: [String] {
        template.split(separator: "/").filter { $0.hasPrefix("{") }.map {
            let name = $0.dropFirst().dropLast()
            return name.prefix(1).uppercased() + name.dropFirst()
        }
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
