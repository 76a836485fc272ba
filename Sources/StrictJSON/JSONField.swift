/// A name and a value of a JSON object, read as what the value has to be.
package struct JSONField: Sendable {
    package let name: String
    package let value: JSONValue
    /// The path of the object around it; empty for the outermost.
    let place: String

    /// Its name, behind the names of the objects around it: `user.id`.
    package var path: String { place.isEmpty ? name : "\(place).\(name)" }

    /// What `read` makes of the value, which is nil for a value that is not what is `expected` (the end of a sentence:
    /// `a string`).
    package func required<Value>(
        _ expected: @autoclosure () -> String, _ read: (JSONValue) -> Value?
    ) throws(JSONFieldError) -> Value {
        guard let found = read(value) else { throw problem(expected()) }
        return found
    }

    /// What `read` makes of the value; nil for null.
    package func optional<Value>(
        _ expected: @autoclosure () -> String, _ read: (JSONValue) -> Value?
    ) throws(JSONFieldError) -> Value? {
        if case .null = value { return nil }
        return try required(expected(), read)
    }

    package func text() throws(JSONFieldError) -> String { try required("a string", \.string) }

    package func optionalText() throws(JSONFieldError) -> String? { try optional("a string", \.string) }

    package func flag() throws(JSONFieldError) -> Bool { try required("true or false", \.boolean) }

    /// The error of a value that is not what was expected.
    package func problem(_ expected: String) -> JSONFieldError { JSONFieldError(path: path, expected: expected) }
}
