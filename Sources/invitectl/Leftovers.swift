import ArgumentParser
import FlatFileStore
import InviteDomain
import StrictCSV
import StrictJSON
import SystemPackage

/// Files with the rows that an import leaves out: each as it stood, with the reason behind it, to be mended and imported.
struct Leftovers {
    private let name: String
    private let sources: [ImportFile]
    /// True where all of it is of one kind, and so goes into one file.
    private let isOneFile: Bool

    /// Files of that name, or where there are several kinds of rows one for each: `bad-teams.csv`.
    ///
    /// - Throws: `ValidationError` when a file of such a name is there already.
    init(named name: String, of sources: [ImportFile]) throws {
        self.name = name
        self.sources = sources
        isOneFile = Set(sources.map(\.table)).count == 1
        let isThere = { name in try StateOwner.asCaller { NewFile.exists(FilePath(name)) } }
        for name in Set(sources.map(fileName)).sorted() where try isThere(name) {
            let advice = "name another file with --skip-bad, or move that one away"
            throw ValidationError("'\(name)' is there already; \(advice)")
        }
    }

    /// Writes all files that there are rows for, with the rights of whoever called.
    ///
    /// - Throws: `StoreError`; none of them is there then.
    func write(_ reasons: [ImportPlace: [String]]) throws {
        var written: [FilePath] = []
        for (name, contents) in files(reasons) {
            let path = FilePath(name)
            do {
                try StateOwner.asCaller { try NewFile.write(contents, to: path) }
                written.append(path)
            } catch {
                try StateOwner.asCaller { written.forEach(NewFile.remove) }
                throw StoreError(.unavailable, "'\(name)' cannot be written: \(error); nothing was imported")
            }
        }
    }

    func remove(_ reasons: [ImportPlace: [String]]) throws {
        try StateOwner.asCaller { for name in names(reasons) { NewFile.remove(FilePath(name)) } }
    }

    /// The files that there are rows for.
    func names(_ reasons: [ImportPlace: [String]]) -> [String] {
        let files = Set(reasons.keys.map(\.file))
        var names: [String] = []
        for source in sources where files.contains(Int32(source.number)) && !names.contains(fileName(source)) {
            names.append(fileName(source))
        }
        return names
    }

    private func fileName(_ source: ImportFile) -> String {
        if isOneFile { return name }
        let path = FilePath(name)
        let kind = source.table.map { "\($0)" } ?? "lines"
        let file = "\(path.stem ?? name)-\(kind)" + (path.extension.map { ".\($0)" } ?? "")
        return path.removingLastComponent().appending(file).string
    }

    private func files(_ reasons: [ImportPlace: [String]]) -> [(name: String, contents: [UInt8])] {
        let concerned = Set(reasons.keys.map(\.file))
        return names(reasons).map { name in
            let contents = sources.filter { fileName($0) == name && concerned.contains(Int32($0.number)) }.map {
                $0.table == nil ? Self.lines($0, reasons) : Self.table($0, reasons)
            }
            return (name, Array(contents.joined()))
        }
    }

    /// The rows of a table of CSV, in which everything stands as it stood.
    private static func table(_ source: ImportFile, _ reasons: [ImportPlace: [String]]) -> [UInt8] {
        var rest = source.contents
        var reader = CSVReader(keepingOriginals: true) {
            defer { rest = [] }
            return rest
        }
        var table: [UInt8] = []
        var headings: [String] = []
        do {
            while let fields = try reader.record() {
                if table.isEmpty {
                    if fields.allSatisfy(CSVRows.isBlank) { continue }
                    headings = fields
                    let heading = row(reader.original, headings, ImportTable.reason)
                    table = reader.style.start + reader.style.record(heading)
                } else if let sentences = reasons[ImportPlace(file: source.number, row: reader.row)] {
                    table += reader.style.record(
                        row(reader.original, headings, sentences.joined(separator: "; ").printable))
                }
            }
        } catch {
            preconditionFailure("what was read once is read again: \(error)")
        }
        return table
    }

    /// A row with the reason in its last field, where an older reason is left out.
    private static func row(_ fields: [[UInt8]], _ headings: [String], _ reason: String) -> [[UInt8]] {
        let missing = max(0, headings.count - fields.count)
        var row = fields + Array(repeating: [], count: missing)
        if let old = headings.firstIndex(of: ImportTable.reason) { row.remove(at: old) }
        return row + [CSVStyle.quoted(reason)]
    }

    /// Lines of JSON, after what the export that they are from says of itself.
    private static func lines(_ source: ImportFile, _ reasons: [ImportPlace: [String]]) -> [UInt8] {
        var rest = source.contents
        var reader = LineReader {
            defer { rest = [] }
            return rest
        }
        var lines: [UInt8] = []
        do {
            while let line = try reader.line() {
                if let sentences = reasons[ImportPlace(file: source.number, row: reader.row)] {
                    lines += self.line(line, sentences.joined(separator: "; "))
                } else if (try? JSONReader.value(of: line))?["export"] != nil {
                    lines += line
                    lines.append(UInt8(ascii: "\n"))
                }
            }
        } catch {
            preconditionFailure("what was read once is read again: \(error)")
        }
        return lines
    }

    /// A line with the reason as its last member, where it takes the place of one that an earlier import has put there.
    private static func line(_ line: [UInt8], _ reason: String) -> [UInt8] {
        let mark = Array(",\"\(ImportTable.reason)\":".utf8)
        var text = line.prefix(through: line.lastIndex(of: UInt8(ascii: "}")) ?? line.endIndex - 1).dropLast()
        if let value = try? JSONReader.value(of: line), value.members?.last?.name == ImportTable.reason {
            let starts = text.indices.dropLast(mark.count).filter { text[$0...].starts(with: mark) }
            if let start = starts.last { text = text[..<start] }
        }
        var json = JSONWriter()
        json.write(reason)
        return Array([Array(text), mark, json.bytes, Array("}\n".utf8)].joined())
    }
}
