import ByteText
import HTTPTypes

/// What is served: the groups of endpoints at their roots.
struct Routes {
    /// Whether the service's own pages are: some sites have an application with a sign-up page of its own.
    let pages: Bool

    /// All of them, in the order of the OpenAPI document.
    var all: [Route] {
        EndpointRoot.allCases.flatMap { root in groups(at: root).joined().map { Route(root: root, endpoint: $0) } }
    }

    private func groups(at root: EndpointRoot) -> [[Endpoint]] {
        switch root {
        case .team, .teamOfOrganization:
            [
                InviteLinkEndpoints.endpoints, InviteEndpoints.endpoints, MembershipEndpoints.endpoints,
                TeamEndpoints.endpoints,
            ]
        case .service:
            [RedemptionEndpoints.endpoints, ProfileEndpoints.endpoints] + (pages ? [SignupPages.endpoints] : [])
                + [ServiceEndpoints.endpoints]
        }
    }

    /// What a request asks for, and where.
    ///
    /// A path may end in a slash. HEAD is answered as GET is, whatever the answer; the transport leaves the body away.
    func match(_ method: HTTPRequest.Method, path: Substring) throws(RequestProblem) -> (Route, RoutedPath) {
        let method = method == .head ? .get : method
        let given = path.utf8.dropFirst().last == .slash ? Substring(path.utf8.dropLast()) : path
        let length = given.utf8.count
        var allowed: [HTTPRequest.Method] = []
        for root in EndpointRoot.allCases {
            guard let start = root.path.end(in: given, from: 0) else { continue }
            for endpoint in groups(at: root).joined() where endpoint.path.end(in: given, from: start) == length {
                let route = Route(root: root, endpoint: endpoint)
                if route.method == method {
                    return (route, RoutedPath(given, root: root.path, endpoint: endpoint.path, from: start))
                }
                allowed += route.method == .get ? [.get, .head] : [route.method]
            }
        }
        if allowed.isEmpty { throw .unknownPath(method: method.rawValue, path: String(path)) }
        throw .methodNotAllowed(method: method.rawValue, allowed: (allowed + [.options]).map(\.rawValue))
    }
}
