import InviteDomain
import PrivateFiles
import StrictCSV
import StrictJSON
import SystemPackage

/// A file that is imported, read from front to back, a piece at a time.
final class ImportFile {
    let name: String
    /// What it holds, as CSV; nil for JSON lines, which say so themselves.
    let table: ImportTable?
    /// Its number among the files, once it is read.
    private(set) var number = 0
    /// All that was read of it, if it is kept: pipes are read only once.
    private(set) var contents: [UInt8] = []
    private let isKept: Bool

    init(_ name: String, _ table: ImportTable? = nil, isKept: Bool) {
        self.name = name
        self.table = table
        self.isKept = isKept
    }

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
        number = sink.problems.add(file: name)
        sink.progress.begin("reading \(name)")
        do {
            let descriptor = try open()
            defer { if name != "-" { try? descriptor.close() } }
            let more = { [self] in
                let bytes = try descriptor.nextBytes(count: 1 << 16)
                if isKept { contents += bytes }
                return bytes
            }
            if let table {
                try CSVRows(table, file: number, sink).read(CSVReader(more))
            } else {
                try JSONRows(file: number, sink).read(LineReader(more))
            }
        } catch let error as Errno {
            sink.problems.note(form: "the file cannot be read: \(error)", at: ImportPlace(file: number, row: 1))
        } catch {
            preconditionFailure("a file is read or it is not: \(error)")
        }
    }

    private func open() throws -> FileDescriptor {
        if name == "-" { return .standardInput }
        return try StateOwner.asCaller { try .open(FilePath(name), .readOnly, options: .closeOnExec) }
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
        var isEmpty = true
        do {
            while let line = try reader.line() {
                isEmpty = false
                try take(line, at: ImportPlace(file: file, row: reader.row))
                sink.progress.advance(to: reader.row)
            }
            if isEmpty { throw FormProblem("the file is empty; \(Self.expected)") }
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
        guard let members = json.members?.filter({ $0.name != ImportTable.reason }) else {
            throw FormProblem("\(Self.unknown); \(Self.expected)")
        }
        guard members.count == 1, let value = members[0].value.members,
            let table = ImportTable.allCases.first(where: { $0.record == members[0].name })
        else { return sink.problems.note(line: "\(Self.unknown)\(Self.meant(members)); \(Self.expected)", at: place) }
        let known = table.passedOver.union(table.columns.map(\.name))
        if let unknown = value.first(where: { !known.contains($0.name) || !$0.name.isASCII }) {
            let meant = table.suggestion(for: unknown.name)
            let sentence = "unknown property '\(unknown.name.shown)' of a \(table.record)\(meant)"
            return sink.problems.note(line: sentence, at: place)
        }
        sink.row(table, ImportRow(members[0].value, at: place, sink.problems))
    }

    private static func meant(_ members: [JSONMember]) -> String {
        guard members.count == 1 else { return "" }
        let known = ImportTable.allCases.map(\.record)
        return Nearest.candidate(to: members[0].name, among: known).map { " (is '\(members[0].name.shown)' a \($0)?)" }
            ?? ""
    }

    private static let unknown = "neither a team nor a member, a key or an invite"
    private static let expected =
        #"expected one object a line, such as {"team":{"id":42,"name":"Acme"}} (or name the table: --teams FILE.csv)"#
}
