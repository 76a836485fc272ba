import HTTPTypes
import InviteDomain

/// Who reads the answer to a request that failed, a person or a program, as its path and its `Accept` tell.
package struct Audience: Equatable, Sendable {
    /// The path below the mount point, without the query.
    let path: String
    /// Whether a page is preferred to JSON, and its type is named: `*/*` is what programs send.
    let prefersPage: Bool

    /// Describes a request by its target and its `Accept`.
    package init(path target: String, accept: String?) {
        path = String(target.prefix { $0 != "?" })
        let (page, json) = (accept ?? "").split(separator: ",").reduce(into: (0.0, 0.0)) { weights, range in
            let (type, weight) = Self.parts(of: range)
            if ["text/html", "application/xhtml+xml"].contains(type) { weights.0 = max(weights.0, weight) }
            if type == "application/json" { weights.1 = max(weights.1, weight) }
        }
        prefersPage = page > json
    }

    init(_ request: HTTPRequest) {
        self.init(path: request.path ?? "", accept: request.headerFields.value(of: .accept))
    }

    /// Whether only programs send requests to this path.
    var isOfAPI: Bool { path.utf8.starts(with: "/v2/".utf8) || path == "/v2" }

    /// A media range in lower case, and its weight (RFC 9110, 12.5.1).
    private static func parts(of range: Substring) -> (type: String, weight: Double) {
        let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
        return (parts.first ?? "", weight ?? 1)
    }
}
