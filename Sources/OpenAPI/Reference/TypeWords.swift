import StrictJSON

/// What a value may be, in words: `list of Invite, or null`, where `Invite` is a shape with a place of its own.
package struct TypeWords: Equatable, Sendable {
    package var before: String
    /// Nil where the words say it all.
    package var shape: String?
    package var after: String

    /// Describes a schema: by its name, where it has one.
    init(_ schema: JSONValue) {
        let end = schema["nullable"] == .boolean(true) ? ", or null" : ""
        if let name = schema["$ref"]?.string.map(DocumentSource.name) {
            (before, shape, after) = ("", name, "")
        } else if let items = schema["items"] {
            let words = TypeWords(items)
            (before, shape, after) = ("list of \(words.before)", words.shape, words.after + end)
        } else {
            (before, shape, after) = (Self.words(schema) + end, nil, "")
        }
    }

    private static func words(_ schema: JSONValue) -> String {
        let type = schema["type"]?.string ?? "any value"
        let choices = (schema["enum"] ?? schema["x-extensible-enum"])?.array?.compactMap(\.string) ?? []
        if !choices.isEmpty { return choices.map { "`\($0)`" }.joined(separator: ", ") }
        let format = schema["format"]?.string.map { " (\($0))" } ?? ""
        return type + format + range(schema, "minimum", "maximum", of: "")
            + range(schema, "minLength", "maxLength", of: " characters")
    }

    /// From where to where a number goes, or the number of somethings.
    private static func range(_ schema: JSONValue, _ least: String, _ most: String, of what: String) -> String {
        switch (schema[least]?.integer, schema[most]?.integer) {
        case (let least?, let most?) where least == most: ", \(least)\(what)"
        case (let least?, let most?): ", \(least) to \(most)\(what)"
        case (let least?, nil): ", at least \(least)\(what)"
        case (nil, let most?): ", at most \(most)\(what)"
        case (nil, nil): ""
        }
    }
}
