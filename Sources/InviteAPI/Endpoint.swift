import HTTPTypes

/// What can be asked for.
enum Operation: CaseIterable {
    case createInvite, createOrganizationInvite, openAPI, health
}

/// Where an operation is reached.
///
/// The table below is the only list of them.
struct Endpoint {
    let method: HTTPRequest.Method
    /// The path with `{names}` in the place of parameters, as OpenAPI and the log write it.
    let template: String
    let operation: Operation
    /// Nil stands for a parameter.
    private let segments: [Substring?]

    static let all = [
        Endpoint(.post, "/v2/teams/{teamId}/invite", .createInvite),
        Endpoint(.post, "/v2/organizations/{orgId}/teams/{teamId}/invite", .createOrganizationInvite),
        Endpoint(.get, "/v2/openapi.json", .openAPI),
        Endpoint(.get, "/health", .health),
    ]

    private init(_ method: HTTPRequest.Method, _ template: String, _ operation: Operation) {
        self.method = method
        self.template = template
        self.operation = operation
        segments = Self.segments(template[...]).map { $0.hasPrefix("{") ? nil : $0 }
    }

    /// What a request asks for, and the parameters of its path in their order.
    ///
    /// A path may end in a slash. HEAD is answered wherever GET is; the transport leaves the body away.
    static func match(_ method: HTTPRequest.Method, path: Substring) throws(RequestProblem) -> (Endpoint, [Substring]) {
        var given = segments(path)
        if given.count > 1, given.last?.isEmpty == true { given.removeLast() }
        var allowed: [HTTPRequest.Method] = []
        for endpoint in all {
            guard let parameters = endpoint.parameters(of: given) else { continue }
            if endpoint.method == method || (endpoint.method == .get && method == .head) {
                return (endpoint, parameters)
            }
            allowed += endpoint.method == .get ? [.get, .head] : [endpoint.method]
        }
        if allowed.isEmpty { throw .unknownPath(method: method.rawValue, path: String(path)) }
        throw .methodNotAllowed(method: method.rawValue, allowed: (allowed + [.options]).map(\.rawValue))
    }

    private func parameters(of given: [Substring]) -> [Substring]? {
        guard given.count == segments.count else { return nil }
        var parameters: [Substring] = []
        for (expected, actual) in zip(segments, given) {
            if let expected {
                if expected != actual { return nil }
            } else if actual.isEmpty {
                return nil
            } else {
                parameters.append(actual)
            }
        }
        return parameters
    }

    private static func segments(_ path: Substring) -> [Substring] {
        path.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Substring.init)
    }
}
