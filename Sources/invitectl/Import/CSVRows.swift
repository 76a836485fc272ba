import InviteDomain
import StrictCSV

/// The rows of a file of CSV.
struct CSVRows {
    private let table: ImportTable
    private let file: Int
    private let sink: ImportFile.Sink

    init(_ table: ImportTable, file: Int, _ sink: ImportFile.Sink) {
        self.table = table
        self.file = file
        self.sink = sink
    }

    /// Which of a row's fields are which, by the first row.
    private struct Headings {
        let count: Int
        let positions: [String: Int]
        /// Where nothing may stand.
        let nameless: [Int]
        /// The first field that a row may do without; after it come none of those that must be there.
        let firstOptional: Int
    }

    func read(_ reader: consuming CSVReader) throws {
        do {
            var names = try reader.record()
            while let blank = names, blank.allSatisfy(Self.isBlank) {
                sink.problems.notes.emptyRows += 1
                names = try reader.record()
            }
            guard let names else { throw FormProblem("the file is empty; \(expectedColumns)") }
            let headings = try headings(names.map(SpreadsheetText.trimmed))
            sink.problems.notes.emptyColumns += headings.nameless.count
            while let fields = try reader.record() {
                take(fields, headings, at: ImportPlace(file: file, row: reader.row))
                sink.progress.advance(to: reader.row)
            }
        } catch let problem as FormProblem {
            let place = ImportPlace(file: file, row: max(reader.row, 1))
            sink.problems.note(form: problem.sentence, at: place)
        } catch let error as CSVSyntaxError {
            let place = ImportPlace(file: file, row: error.row)
            sink.problems.note(form: "\(error.reason), in field \(error.column); expected CSV (RFC 4180)", at: place)
        }
    }

    private func take(_ fields: [String], _ headings: Headings, at place: ImportPlace) {
        if fields.allSatisfy(Self.isBlank) {
            sink.problems.notes.emptyRows += 1
        } else if fields.count < headings.firstOptional {
            sink.problems.note(place, "expected \(headings.count) fields, found \(fields.count)")
        } else if let extra = fields.indices.dropFirst(headings.count).first(where: { !Self.isBlank(fields[$0]) }) {
            sink.problems.note(place, "expected \(headings.count) fields, found \(extra + 1)")
        } else if let stray = headings.nameless.first(where: { $0 < fields.count && !Self.isBlank(fields[$0]) }) {
            let found = fields[stray].shown
            let sentence = "expected nothing in field \(stray + 1), whose column has no name, found '\(found)'"
            sink.problems.note(place, sentence)
        } else {
            sink.row(table, ImportRow(fields, positions: headings.positions, at: place, sink.problems))
        }
    }

    private func headings(_ names: [String]) throws(FormProblem) -> Headings {
        var positions: [String: Int] = [:]
        let known = table.passedOver.union(table.columns.map(\.name))
        for (position, name) in names.enumerated() where !Self.isBlank(name) {
            guard known.contains(name), name.isASCII else {
                throw FormProblem("unknown column '\(name.shown)'\(table.suggestion(for: name)); \(expectedColumns)")
            }
            guard positions.updateValue(position, forKey: name) == nil else {
                throw FormProblem("the column '\(name)' is there twice")
            }
        }
        if let missing = table.missing(in: Set(names)) {
            throw FormProblem("the column '\(missing)' is missing; \(expectedColumns)")
        }
        let needed = positions.filter { table.limits.contains($0.key) }.values.max() ?? 0
        return Headings(
            count: names.count, positions: positions, nameless: names.indices.filter { Self.isBlank(names[$0]) },
            firstOptional: needed + 1)
    }

    static func isBlank(_ text: String) -> Bool { text.allSatisfy(\.isWhitespace) }

    private var expectedColumns: String {
        "expected a first row with the columns \(table.columns.map(\.name).joined(separator: ", "))"
    }
}

extension ImportTable {
    /// A column that has to be there and is not.
    fileprivate func missing(in headings: Set<String>) -> String? {
        if let column = columns.first(where: { $0.isRequired && !headings.contains($0.name) }) { return column.name }
        let choices =
            switch self {
            case .teams, .members: [[String]]()
            case .keys: [["userId", "subject"]]
            // Without it a link would never end, or lead nowhere.
            case .invites: [["teamId", "identifier"], ["expires", "expiresAt"]]
            }
        return choices.first { headings.isDisjoint(with: $0) }?[0]
    }

    /// Which name was meant by one that is none, as the end of a sentence; empty where nobody can tell.
    func suggestion(for name: String) -> String {
        let names = columns.map(\.name) + passedOver.sorted()
        return Nearest.candidate(to: name, among: names).map { " (is it '\($0)'?)" } ?? ""
    }
}
