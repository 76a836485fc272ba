import StrictJSON

/// A document that was read, with ways to what is in it.
struct DocumentSource {
    let root: JSONValue

    /// The name of what a reference leads to.
    static func name(of reference: String) -> String {
        reference.split(separator: "/").last.map(String.init) ?? reference
    }

    /// The components of a group, by name.
    func components(_ group: OpenAPIComponent.Group) -> [JSONMember] {
        root["components"]?[group.rawValue]?.members ?? []
    }

    /// The value itself, whether it stands there or is referred to.
    func resolved(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string else { return value }
        let path = reference.split(separator: "/").dropFirst()
        let found = path.reduce(Optional(root)) { $0?[String($1)] }
        guard let found else { preconditionFailure("there is no \(reference)") }
        return resolved(found)
    }

    /// A value such as a schema asks for: its own example, or one that is put together of those of its parts.
    func example(of schema: JSONValue) -> JSONValue {
        let schema = resolved(schema)
        if let value = schema["example"] ?? schema["default"] { return value }
        if let value = (schema["enum"] ?? schema["x-extensible-enum"])?.array?.first { return value }
        switch schema["type"]?.string {
        case "object": return .object(exampleMembers(of: schema))
        case "array": return .array(schema["items"].map { [example(of: $0)] } ?? [])
        case "integer", "number": return .integer(schema["minimum"]?.integer ?? 1)
        case "boolean": return .boolean(true)
        default: return .string(schema["format"] == .string("date-time") ? "2026-11-23T02:40:00.123Z" : "…")
        }
    }

    /// Of what is sent, what has to be there; of what is answered, all.
    private func exampleMembers(of schema: JSONValue) -> [JSONMember] {
        let required = schema["required"]?.strings ?? []
        let isSent = schema["additionalProperties"] == .boolean(false)
        return (schema["properties"]?.members ?? []).filter { !isSent || required.contains($0.name) }
            .map { JSONMember(name: $0.name, value: example(of: $0.value)) }
    }

    /// The members of an object, with those of objects in it that have no name.
    func members(of schema: JSONValue, in outer: String = "") -> [APIReference.Member] {
        let schema = resolved(schema)
        let required = schema["required"]?.strings ?? []
        return (schema["properties"]?.members ?? []).flatMap { property in
            let name = outer + property.name
            let inner = property.value["items"] ?? property.value
            let member = APIReference.Member(
                name: name, place: nil, isRequired: required.contains(property.name),
                type: TypeWords(property.value), text: property.value["description"]?.string ?? "")
            return [member] + (inner["properties"] == nil ? [] : members(of: inner, in: name + "."))
        }
    }
}
