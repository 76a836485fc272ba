import FlatFileStore
import InviteDomain
import StrictCSV
import StrictJSON
import SystemPackage

/// A file that is imported, read from front to back, a piece at a time.
struct ImportFile {
    let name: String
    /// What it holds, as CSV; nil for JSON lines, which say so themselves.
    let table: ImportTable?

    /// Where rows go.
    struct Sink {
        let problems: ImportProblems
        let progress: ImportProgress
        /// Takes in a row.
        let row: (ImportTable, ImportRow) -> Void
        /// Takes in what an export says of itself.
        let header: (JSONValue, ImportRow) -> Void
    }

    /// Reads all rows; what is wrong with the file itself is noted.
    func read(into sink: Sink) {
        let file = sink.problems.add(file: name)
        sink.progress.begin("reading \(name)")
        do {
            let descriptor = try open()
            defer { if name != "-" { try? descriptor.close() } }
            let more = { try descriptor.nextBytes(count: 1 << 16) }
            if let table {
                try CSVRows(table, file: file, sink).read(CSVReader(more))
            } else {
                try JSONRows(file: file, sink).read(LineReader(more))
            }
        } catch let error as Errno {
            sink.problems.note(form: "the file cannot be read: \(error)", at: ImportPlace(file: file, row: 1))
        } catch {
            preconditionFailure("a file is read or it is not: \(error)")
        }
    }

    private func open() throws -> FileDescriptor {
        name == "-" ? .standardInput : try .open(FilePath(name), .readOnly, options: .closeOnExec)
    }
}

/// The rows of a file of CSV.
private struct CSVRows {
    private let table: ImportTable
    private let file: Int
    private let sink: ImportFile.Sink

    init(_ table: ImportTable, file: Int, _ sink: ImportFile.Sink) {
        self.table = table
        self.file = file
        self.sink = sink
    }

    func read(_ reader: consuming CSVReader) throws {
        do {
            guard let headings = try reader.record() else { throw FormProblem("the file is empty; \(expectedColumns)") }
            let positions = try positions(headings)
            while let fields = try reader.record() {
                let place = ImportPlace(file: file, row: reader.row)
                if fields.count == headings.count {
                    sink.row(table, ImportRow(fields, positions: positions, at: place, sink.problems))
                } else {
                    sink.problems.note(place, "expected \(headings.count) fields, found \(fields.count)")
                }
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

    private func positions(_ headings: [String]) throws(FormProblem) -> [String: Int] {
        var positions: [String: Int] = [:]
        let known = table.passedOver.union(table.columns.map(\.name))
        for (position, heading) in headings.enumerated() {
            guard known.contains(heading), heading.isASCII else {
                throw FormProblem("unknown column '\(heading.shown)'; \(expectedColumns)")
            }
            guard positions.updateValue(position, forKey: heading) == nil else {
                throw FormProblem("the column '\(heading)' is there twice")
            }
        }
        if let missing = table.missing(in: Set(headings)) {
            throw FormProblem("the column '\(missing)' is missing; \(expectedColumns)")
        }
        return positions
    }

    private var expectedColumns: String {
        "expected a first row with the columns \(table.columns.map(\.name).joined(separator: ", "))"
    }
}

/// The rows of a file of JSON lines, as `invitectl export` writes them.
private struct JSONRows {
    private let file: Int
    private let sink: ImportFile.Sink

    init(file: Int, _ sink: ImportFile.Sink) {
        self.file = file
        self.sink = sink
    }

    func read(_ reader: consuming LineReader) throws {
        do {
            while let line = try reader.line() {
                try take(line, at: ImportPlace(file: file, row: reader.row))
                sink.progress.advance(to: reader.row)
            }
            if reader.row == 0 { throw FormProblem("the file is empty; \(Self.expected)") }
        } catch let problem as FormProblem {
            let place = ImportPlace(file: file, row: max(reader.row, 1))
            sink.problems.note(form: problem.sentence, at: place)
        } catch let error as JSONSyntaxError {
            let place = ImportPlace(file: file, row: reader.row)
            sink.problems.note(form: "\(error); \(Self.expected)", at: place)
        }
    }

    private func take(_ line: [UInt8], at place: ImportPlace) throws {
        let json = try JSONReader.value(of: line)
        if json["export"] != nil { return sink.header(json, ImportRow(json, at: place, sink.problems)) }
        guard let members = json.members, members.count == 1, let value = members[0].value.members,
            let table = ImportTable.allCases.first(where: { $0.record == members[0].name })
        else { throw FormProblem("neither a team nor a member, a key or an invite; \(Self.expected)") }
        let known = table.passedOver.union(table.columns.map(\.name))
        if let unknown = value.first(where: { !known.contains($0.name) || !$0.name.isASCII }) {
            throw FormProblem("unknown property '\(unknown.name.shown)' of a \(table.record)")
        }
        sink.row(table, ImportRow(members[0].value, at: place, sink.problems))
    }

    private static let expected =
        #"expected one object a line, such as {"team":{"id":42,"name":"Acme"}} (or name the table: --teams FILE.csv)"#
}

extension ImportTable {
    /// A column that has to be there and is not.
    fileprivate func missing(in headings: Set<String>) -> String? {
        if let column = columns.first(where: { $0.isRequired && !headings.contains($0.name) }) { return column.name }
        // Without it a link would never end, or lead nowhere.
        let choices = self == .invites ? [["teamId", "identifier"], ["expires", "expiresAt"]] : []
        return choices.first { headings.isDisjoint(with: $0) }?[0]
    }
}

/// What is wrong with a file itself.
private struct FormProblem: Error {
    let sentence: String

    init(_ sentence: String) {
        self.sentence = sentence
    }
}

/// Reads a text line by line; empty lines are passed over, and so is a byte order mark in front.
private struct LineReader {
    private(set) var row = 0
    private let more: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var position = 0

    private static let longest = 1 << 20

    init(_ more: @escaping () throws -> [UInt8]) {
        self.more = more
    }

    /// The next line without its end, nil at the end of the text.
    mutating func line() throws -> [UInt8]? {
        while let line = try anyLine() {
            row += 1
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let rest = row == 1 && line.starts(with: mark) ? Array(line.dropFirst(3)) : line
            if !rest.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { return rest }
        }
        return nil
    }

    private mutating func anyLine() throws -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = piece[position...].firstIndex(of: UInt8(ascii: "\n")) {
                line += piece[position..<end]
                position = end + 1
                return line
            }
            line += piece[position...]
            guard line.count <= Self.longest else {
                row += 1
                throw FormProblem("a line longer than \(Self.longest) bytes")
            }
            piece = try more()
            position = 0
            if piece.isEmpty { return line.isEmpty ? nil : line }
        }
    }
}
