import HTTPTypes
import StrictJSON

/// The JSON object in the body of a request.
enum RequestBody {
    /// The members of the object; none for an empty body.
    ///
    /// - Parameters:
    ///   - body: the body as it came.
    ///   - request: says what the body claims to be.
    ///   - properties: the names that may occur.
    /// - Returns: the members in their order.
    /// - Throws: what keeps the body from being understood.
    static func members(
        of body: [UInt8], in request: HTTPRequest, properties: Set<String>
    ) throws(RequestProblem) -> [JSONMember] {
        if body.isEmpty { return [] }
        if let type = request.headerFields.value(of: .contentType), !isJSON(type) {
            throw .mediaType(type, expected: "application/json in UTF-8")
        }
        let json: JSONValue
        do {
            json = try JSONReader.value(of: body)
        } catch {
            throw .notJSON("\(error)")
        }
        guard let members = json.members else { throw .notAnObject }
        if let unknown = members.first(where: { !properties.contains($0.name) }) {
            throw .unknownProperty(unknown.name)
        }
        return members
    }

    /// True for `application/json`, perhaps with `charset=utf-8`.
    private static func isJSON(_ type: String) -> Bool {
        let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" && $0 != "\"" } }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }
}
