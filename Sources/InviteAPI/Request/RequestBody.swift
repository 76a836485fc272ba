import HTTPTypes
import StrictJSON

/// The JSON object in the body of a request.
enum RequestBody {
    /// The members of the object; none for an empty body.
    ///
    /// An edit has to have one: without it, "nothing has changed" would be all that could be said to whose body got lost.
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
        if body.isEmpty {
            if request.method == .patch { throw .noBody }
            return []
        }
        try checkType(in: request)
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

    /// True for a body that is to be merged into what there is.
    static func isMergePatch(in request: HTTPRequest) -> Bool {
        request.headerFields.value(of: .contentType).map { MediaType($0).isMergePatch } ?? false
    }

    private static func checkType(in request: HTTPRequest) throws(RequestProblem) {
        guard let field = request.headerFields.value(of: .contentType) else { return }
        let type = MediaType(field)
        if request.method == .patch {
            guard type.isJSON || type.isMergePatch else { throw .patchType(field) }
        } else {
            guard type.isJSON else { throw .mediaType(field, expected: "application/json in UTF-8") }
        }
    }
}
