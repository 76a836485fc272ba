/// The fields of one JSON object.
///
/// Whoever takes all fields goes through `all`, and so finds the first that is wrong in the order of the text; whoever
/// wants some asks for them by name. What is wrong is thrown as a `JSONFieldError`, which the reader's caller turns into
/// an error of its own kind.
package struct JSONFields: Sendable {
    /// In the order of the text; their names differ.
    package let all: [JSONField]
    private let place: String

    /// Those of an object without any.
    package init() { (all, place) = ([], "") }

    /// Those of an object; nil for any other value.
    ///
    /// `place` is the path of the object in the whole text, for errors; empty for the outermost.
    package init?(_ value: JSONValue, at place: String = "") {
        guard let members = value.members else { return nil }
        all = members.map { JSONField(name: $0.name, value: $0.value, place: place) }
        self.place = place
    }

    /// The field of this name, byte by byte; nil where there is none.
    package subscript(name: String) -> JSONField? {
        all.first { $0.name == name && $0.name.utf8.elementsEqual(name.utf8) }
    }

    /// What `read` makes of a field that has to be there (see `JSONField.required`).
    package func required<Value>(
        _ name: String, _ expected: @autoclosure () -> String, _ read: (JSONValue) -> Value?
    ) throws(JSONFieldError) -> Value {
        guard let field = self[name] else { throw problem(name, expected()) }
        return try field.required(expected(), read)
    }

    /// The error of a field that is missing, or is not what was expected.
    package func problem(_ name: String, _ expected: String) -> JSONFieldError {
        JSONField(name: name, value: .null, place: place).problem(expected)
    }

    /// The first field with another name than these; nil where there is none.
    package func first(notAmong names: Set<String>) -> JSONField? { all.first { !names.contains($0.name) } }
}
