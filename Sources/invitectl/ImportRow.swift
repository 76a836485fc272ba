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
            guard let position = positions[column], !fields[position].isEmpty else { return nil }
            return .string(fields[position])
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
        optional(column, "t or f, true or false") { text in
            switch text.lowercased() {
            case "t", "true": true
            case "f", "false": false
            default: nil
            }
        }
    }

    func time(_ column: String) -> Timestamp? {
        optional(column, "a time such as 2026-11-24 10:00:00.123 or 2026-11-24T10:00:00Z") { Timestamp(imported: $0) }
    }

    /// Texts in a JSON array, or separated by blanks.
    func list(_ column: String) -> [String] {
        guard let found = self[column] else { return [] }
        let texts = found.array?.map(\.string) ?? found.string?.split(separator: " ").map { String($0) } ?? [nil]
        if texts.contains(nil) { note(column, "a list of texts") }
        return texts.compactMap { $0 }
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
        if let text = self[column]?.scalar, !ImportTable.secret.contains(column) { found = ", found '\(text.shown)'" }
        problems.note(place, column: column, "expected \(expected)\(found)")
    }
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

extension String {
    /// As much of a text from a file as a terminal can be trusted with.
    var shown: String {
        let isDisruptive: (Unicode.Scalar) -> Bool = { scalar in
            scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
        }
        let start = unicodeScalars.prefix(40).map { isDisruptive($0) ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(start)) + (unicodeScalars.count > 40 ? "…" : "")
    }
}

extension Timestamp {
    /// Reads a time as PostgreSQL prints it (a blank for the `T`, the zone as `+00` or not at all, which means UTC, as
    /// Cal.com keeps its times) and any that RFC 3339 allows.
    init?(imported text: String) {
        var bytes = Array(text.utf8)
        guard bytes.count >= 19 else { return nil }
        if bytes[10] == UInt8(ascii: " ") { bytes[10] = UInt8(ascii: "T") }
        let zone = bytes[19...].drop { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        if zone.isEmpty { bytes.append(UInt8(ascii: "Z")) }
        if zone.count == 3 { bytes += Array(":00".utf8) }
        self.init(String(decoding: bytes, as: UTF8.self))
    }
}
