import ByteText
import HTTPTypes

/// What is served: the groups of endpoints at their roots.
struct Routes {
    /// Whether the service's own pages are: some sites have an application with a sign-up page of its own.
    let pages: Bool

    /// All of them, in the order of the OpenAPI document.
    var all: [Route] {
        var all: [Route] = []
        for root in EndpointRoot.allCases {
            visitGroups(at: root) { group in all += group.map { Route(root: root, endpoint: $0) } }
        }
        return all
    }

    /// Shows `visit` the tables of the groups at a root, one by one: a list of them would have to be made first.
    private func visitGroups(at root: EndpointRoot, _ visit: ([Endpoint]) -> Void) {
        switch root {
        case .team, .teamOfOrganization:
            visit(InviteLinkEndpoints.endpoints)
            visit(InviteEndpoints.endpoints)
            visit(MembershipBatchEndpoints.endpoints)
            visit(KeptOutEndpoints.endpoints)
            visit(MembershipEndpoints.endpoints)
            visit(TeamEndpoints.endpoints)
        case .service:
            visit(RedemptionEndpoints.endpoints)
            visit(TeamRegisterEndpoints.endpoints)
            visit(ProfileEndpoints.endpoints)
            visit(EventEndpoints.endpoints)
            visit(KeyEndpoints.endpoints)
            if pages { visit(SignupPages.endpoints) }
            visit(ServiceEndpoints.endpoints)
        }
    }

    /// What a request asks for, and where.
    ///
    /// Where several rows have the form of a path, the first of them says which path it is: a word stands before a parameter
    /// (`/memberships/batch` before `/memberships/{membershipId}`).
    ///
    /// A path may end in a slash. HEAD is answered as GET is, whatever the answer; the transport leaves the body away.
    func match(_ method: HTTPRequest.Method, path: Substring) throws(RequestProblem) -> (Route, RoutedPath) {
        let method = method == .head ? .get : method
        let given = path.utf8.dropFirst().last == .slash ? Substring(path.utf8.dropLast()) : path
        let length = given.utf8.count
        var found: (Route, RoutedPath)?
        var form: String?
        var allowed: [HTTPRequest.Method] = []
        for root in EndpointRoot.allCases where found == nil {
            guard let start = root.path.end(in: given, from: 0) else { continue }
            visitGroups(at: root) { group in
                if found != nil { return }
                for endpoint in group where endpoint.path.end(in: given, from: start) == length {
                    if form == nil { form = endpoint.path.text }
                    if form != endpoint.path.text { continue }
                    let route = Route(root: root, endpoint: endpoint)
                    if route.method == method {
                        found = (route, RoutedPath(given, root: root.path, endpoint: endpoint.path, from: start))
                        return
                    }
                    allowed += route.method == .get ? [.get, .head] : [route.method]
                }
            }
        }
        if let found { return found }
        if allowed.isEmpty { throw .unknownPath(method: method.rawValue, path: String(path)) }
        throw .methodNotAllowed(method: method.rawValue, allowed: (allowed + [.options]).map(\.rawValue))
    }
}
