import HTTPTypes
import StrictJSON

/// The JSON object in the body of a request.
enum RequestBody {
    /// The fields of the object; none for an empty body.
    ///
    /// An edit has to have one. Else a client whose body was lost on the way would be told that nothing had changed.
    ///
    /// - Parameters:
    ///   - body: the body as it came.
    ///   - request: says what the body claims to be.
    ///   - properties: the names that may occur.
    /// - Returns: the fields in their order.
    /// - Throws: what keeps the body from being understood.
    static func fields(
        of body: [UInt8], in request: HTTPRequest, properties: Set<String>
    ) throws(RequestProblem) -> JSONFields {
        if body.isEmpty {
            if request.method == .patch { throw .noBody }
            return JSONFields()
        }
        try checkType(in: request)
        let json: JSONValue
        do {
            json = try JSONReader.value(of: body)
        } catch {
            throw .notJSON("\(error)")
        }
        guard let fields = JSONFields(json) else { throw .notAnObject }
        if let unknown = fields.first(notAmong: properties) { throw .unknownProperty(unknown.name) }
        return fields
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
