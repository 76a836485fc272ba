import HTTPTypes

/// An endpoint at one of its paths: what a team is asked is served at two.
struct Route {
    let root: EndpointRoot
    let endpoint: Endpoint

    /// The whole path, with `{names}` in the place of parameters.
    var template: String { root.path.text + endpoint.path.text }

    var isPage: Bool { if case .page = endpoint.access { true } else { false } }

    var method: HTTPRequest.Method {
        switch endpoint.method {
        case .get: .get
        case .post: .post
        case .patch: .patch
        case .delete: .delete
        }
    }
}
