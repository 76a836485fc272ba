import ByteText
import HTTPTypes

/// What `OPTIONS` is told, on any path: what pages of other sites may send (CORS).
enum Preflight {
    /// The fields of the answer, as Cal.com tells them; plus those that only we know, and those that are asked for.
    ///
    /// Tracing tools and proxies make pages send fields of their own (`traceparent`, `baggage`), and one that is not
    /// allowed keeps the whole request from being sent. No credential goes along by itself, so nothing is lost by it.
    ///
    /// - Parameters:
    ///   - request: as it came.
    ///   - takesPatch: whether there is something to edit at its path (RFC 5789, 3.1).
    /// - Returns: all but those of every answer.
    static func fields(for request: HTTPRequest, takesPatch: Bool) -> HTTPFields {
        var fields = always
        if takesPatch { fields[.acceptPatch] = patchTypes }
        fields[.accessControlAllowHeaders] = (known + unknown(in: request)).joined(separator: ",")
        return fields
    }

    /// What an edit may be: `application/json` replaces `metadata` whole, a merge patch merges it.
    static let patchTypes = "application/json, application/merge-patch+json"

    private static let always: HTTPFields = {
        var fields = HTTPFields()
        fields[.accessControlAllowMethods] = "GET,PATCH,DELETE,HEAD,POST,PUT,OPTIONS"
        fields[.accessControlMaxAge] = "86400"
        fields[.vary] = "Access-Control-Request-Headers"
        return fields
    }()

    private static let known = [
        "x-cal-client-id", "x-cal-secret-key", "x-cal-platform-embed", "cal-api-version", "Accept", "Authorization",
        "Content-Type", "Origin", "If-Match", "Idempotency-Key",
    ]

    /// A longer list is nobody's who means well.
    private static let longestList = 2048

    /// The names that a page asks for beyond those; none where there is one that cannot be a name.
    private static func unknown(in request: HTTPRequest) -> [String] {
        guard let field = request.headerFields.value(of: .accessControlRequestHeaders),
            field.utf8.count <= longestList
        else { return [] }
        var names: [HTTPField.Name] = []
        for text in field.split(separator: ",") {
            guard let name = HTTPField.Name(String(text.trimmed { $0 == " " })) else { return [] }
            if !names.contains(name) { names.append(name) }
        }
        let familiar = known.compactMap { HTTPField.Name($0) }
        return names.filter { !familiar.contains($0) }.map(\.canonicalName)
    }
}
