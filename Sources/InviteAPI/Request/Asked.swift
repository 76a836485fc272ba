import HTTPTypes
import InviteDomain

/// Who asks for what, as far as it decides in which form a failure is told.
package struct Asked: Equatable, Sendable {
    /// The path below the mount point, without the query.
    let path: String
    /// True where a page is liked better than JSON, and named: `*/*` is what programs say.
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

    /// True where only programs ask.
    var isOfAPI: Bool { path.utf8.starts(with: "/v2/".utf8) || path == "/v2" }

    /// A media range in lower case, and its weight (RFC 9110, 12.5.1).
    private static func parts(of range: Substring) -> (type: String, weight: Double) {
        let parts = range.split(separator: ";").map { $0.filter { !$0.isWhitespace }.lowercased() }
        let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) }
        return (parts.first ?? "", weight ?? 1)
    }
}
