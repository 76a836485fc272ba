import StrictJSON
import Testing

/// Checks values against the schemas of the document: as much of JSON Schema as they use, but for patterns and formats,
/// and stricter in one thing: an object has all the properties that its schema names, in their order, and no others.
struct OpenAPISchemaCheck {
    let schemas: JSONValue

    /// What is wrong with a value, empty if nothing is.
    func problems(of value: JSONValue, as schema: String, isInput: Bool = false) -> [String] {
        guard let found = schemas[schema] else { return ["there is no schema \(schema)"] }
        return problems(of: value, found, at: schema, isInput)
    }

    private func problems(of value: JSONValue, _ schema: JSONValue, at place: String, _ isInput: Bool) -> [String] {
        if let name = schema["$ref"]?.string?.split(separator: "/").last {
            return problems(of: value, as: String(name), isInput: isInput).map { "\(place): \($0)" }
        }
        if value == .null { return schema["nullable"] == .boolean(true) ? [] : ["\(place) is null"] }
        let known = schema["enum"]?.array ?? schema["x-extensible-enum"]?.array
        if let known, !known.contains(value) { return ["\(place) is not in its enum"] }
        switch (schema["type"]?.string, value) {
        case ("object", .object(let members)): return problems(of: members, schema, at: place, isInput)
        case ("array", .array(let elements)):
            return elements.flatMap { problems(of: $0, schema["items"] ?? .null, at: place + "[]", isInput) }
        case ("string", .string), ("boolean", .boolean): return []
        case ("integer", .integer(let number)):
            let range = (schema["minimum"]?.integer ?? .min)...(schema["maximum"]?.integer ?? .max)
            return range.contains(number) ? [] : ["\(place) is \(number)"]
        default: return ["\(place) is of another type"]
        }
    }

    private func problems(of members: [JSONMember], _ schema: JSONValue, at place: String, _ isInput: Bool) -> [String]
    {
        guard let properties = schema["properties"]?.members else {
            return members.flatMap { member in
                problems(of: member.value, schema["additionalProperties"] ?? .null, at: place, isInput)
            }
        }
        let (names, known) = (members.map(\.name), properties.map(\.name))
        let required = schema["required"]?.array?.compactMap(\.string) ?? []
        var found: [String] = []
        if isInput {
            if !Set(names).isSubset(of: known) { found.append("\(place) has unknown members") }
            if !Set(required).isSubset(of: names) { found.append("\(place) lacks members") }
        } else {
            if names != known { found.append("\(place) has \(names), not \(known)") }
            if required != known { found.append("\(place) does not require all that it always has") }
        }
        for member in members {
            guard let property = schema["properties"]?[member.name] else { continue }
            found += problems(of: member.value, property, at: "\(place).\(member.name)", isInput)
        }
        return found
    }
}
