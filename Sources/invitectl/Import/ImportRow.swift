import InviteDomain
import StrictJSON

/// One row of a table, from CSV or from JSON, and what its values are taken for.
///
/// A value that is not what it should be is noted, and reads as nil; whoever reads a row asks afterwards whether anything
/// was noted. What is empty in CSV and what is `null` in JSON is absent.
struct ImportRow {
    let place: ImportPlace
    private let values: Values
    private let problems: ImportProblems

    private enum Values {
        case fields([String], positions: [String: Int])
        case object(JSONValue)
    }

    /// A row of CSV whose fields stand at `positions`.
    init(_ fields: [String], positions: [String: Int], at place: ImportPlace, _ problems: ImportProblems) {
        self.init(.fields(fields, positions: positions), at: place, problems)
    }

    /// An object of JSON.
    init(_ object: JSONValue, at place: ImportPlace, _ problems: ImportProblems) {
        self.init(.object(object), at: place, problems)
    }

    private init(_ values: Values, at place: ImportPlace, _ problems: ImportProblems) {
        self.values = values
        self.place = place
        self.problems = problems
    }

    /// What stands in a column, nil when that is nothing.
    subscript(column: String) -> JSONValue? {
        switch values {
        case .fields(let fields, let positions):
            guard let position = positions[column], position < fields.count else { return nil }
            let text = SpreadsheetText.unwrapped(fields[position])
            return text.isEmpty ? nil : .string(text)
        case .object(let object):
            let value = object[column]
            return value == .null ? nil : value
        }
    }

    /// True if there is such a column, whatever stands in it.
    func has(_ column: String) -> Bool {
        switch values {
        case .fields(_, let positions): positions[column] != nil
        case .object(let object): object[column] != nil
        }
    }

    /// A value that must be there.
    func required<Value>(_ column: String, _ expected: String, _ make: (String) -> Value?) -> Value? {
        if self[column] == nil {
            problems.note(place, column: column, "expected \(expected), found nothing")
            return nil
        }
        return optional(column, expected, make)
    }

    /// A value that may be absent.
    func optional<Value>(_ column: String, _ expected: String, _ make: (String) -> Value?) -> Value? {
        guard let found = self[column] else { return nil }
        if let text = found.scalar, let value = make(text) { return value }
        note(column, expected)
        return nil
    }

    /// A value that keeps a rule of the domain.
    func optional<Value>(_ column: String, _ make: (String) throws -> Value) -> Value? {
        optional(column, "a text") { text in
            do {
                return .some(try make(text))
            } catch Refusal.invalid(_, let expected) {
                note(column, expected)
                return .some(nil)
            } catch {
                return nil
            }
        } ?? nil
    }

    func flag(_ column: String) -> Bool? {
        optional(column, ImportTable.flag) { text in
            switch SpreadsheetText.trimmed(text).lowercased() {
            case "t", "true", "y", "yes", "on", "1": true
            case "f", "false", "n", "no", "off", "0": false
            default: nil
            }
        }
    }

    /// The number of a team or a user.
    func id<ID: NumericID>(_ column: String) -> ID? {
        optional(column, Self.number) { ID(SpreadsheetText.wholeNumber($0)[...]) }
    }

    /// The number of a team or a user in a row that is refused for something else, perhaps.
    func anyID<ID: NumericID>(_ column: String, _ kind: ID.Type) -> ID? {
        self[column]?.scalar.flatMap { ID(SpreadsheetText.wholeNumber($0)[...]) }
    }

    /// The number of a team or a user, which must be there.
    func requiredID<ID: NumericID>(_ column: String) -> ID? {
        required(column, Self.number) { ID(SpreadsheetText.wholeNumber($0)[...]) }
    }

    /// Who somebody is: a number in one column or a subject in the other; nil where neither is there.
    ///
    /// A subject is a text: what JSON has as a number may have lost digits already.
    func userID(_ number: String = "userId", _ subject: String = "subject") -> UserID? {
        guard let text = self[subject] else { return id(number).map(UserID.number) }
        if self[number] != nil {
            note(subject, "nothing, since '\(number)' says who it is")
        } else if let userID = text.string.flatMap({ UserID($0[...]) }) {
            if SpreadsheetText.isRounded(text.string ?? "") { problems.notes.rounded += 1 }
            return userID
        } else {
            note(subject, "a text of \(Subject.form), and no space at either end")
        }
        return nil
    }

    /// In which of two columns a row says who somebody is.
    func userColumn(_ number: String = "userId", _ subject: String = "subject") -> String {
        self[subject] == nil ? number : subject
    }

    func integer(_ column: String, _ expected: String, in range: ClosedRange<Int> = Int.min...Int.max) -> Int? {
        optional(column, expected) { text in
            Int(SpreadsheetText.wholeNumber(text)).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    func role(_ column: String) -> Role? {
        optional(column, Role.alternatives) { Role(rawValue: SpreadsheetText.trimmed($0).uppercased()) }
    }

    func time(_ column: String) -> Timestamp? {
        optional(column, Self.time) { Timestamp(imported: SpreadsheetText.trimmed($0)) }
    }

    /// When something ends; PostgreSQL's `infinity` is never, and so is nothing.
    func end(_ column: String) -> Timestamp? {
        self[column]?.string?.lowercased() == "infinity" ? nil : time(column)
    }

    static let number = "a number from \(TeamID.range.inWords)"
    static let time = "a time such as 2026-11-24 10:00:00.123 or 2026-11-24T10:00:00Z"

    /// Texts in a JSON array, or separated by blanks.
    func list(_ column: String) -> [String] {
        guard let found = self[column] else { return [] }
        let texts = found.array?.map(\.string) ?? found.string?.split(separator: " ").map { String($0) } ?? [nil]
        if texts.contains(nil) { note(column, "a list of texts") }
        return texts.compactMap { $0 }
    }

    /// Numbers in a JSON array, or separated by blanks, as they are spelled.
    func numbers(_ column: String) -> [String] {
        guard let found = self[column] else { return [] }
        let texts = found.array?.map(\.scalar) ?? found.scalar?.split(separator: " ").map { String($0) } ?? [nil]
        if texts.contains(nil) { note(column, "a list of numbers") }
        return texts.compactMap { $0.map { SpreadsheetText.wholeNumber($0) } }
    }

    /// Texts under names, in a JSON object.
    func map(_ column: String) -> [String: String] {
        guard let found = self[column] else { return [:] }
        let object = found.string.map { try? JSONReader.value(of: Array($0.utf8)) } ?? found
        let pairs = object?.members?.compactMap { member in member.value.string.map { (member.name, $0) } }
        guard let pairs, pairs.count == object?.members?.count else {
            note(column, "a JSON object of texts")
            return [:]
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// What was read from this row, nil if anything was noted while it was.
    func checked<Value>(_ read: @autoclosure () -> Value?) -> Value? {
        let before = problems.count
        let value = read()
        return problems.count == before ? value : nil
    }

    /// Notes that a column holds something else than what was expected.
    func note(_ column: String, _ expected: String) {
        var found = ""
        if let text = self[column]?.scalar, !ImportTable.secret.contains(column) {
            found = ", found '\(text.shown)'" + (SpreadsheetText.hint(text, instead: expected).map { "; \($0)" } ?? "")
        }
        problems.note(place, column: column, "expected \(expected)\(found)")
    }

    /// Notes that a text was not kept as it stands there.
    func noteCleaned() { problems.notes.cleaned += 1 }
}

extension JSONValue {
    /// The text of a value that is neither a list nor an object.
    fileprivate var scalar: String? {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .null, .array, .object: nil
        }
    }
}
