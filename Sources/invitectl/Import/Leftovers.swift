import ArgumentParser
import ByteText
import InviteDomain
import PrivateFiles
import StrictCSV
import StrictJSON
import SystemPackage

/// Files with the rows that an import leaves out: each as it stood, behind the reason, to be mended and imported.
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
                    headings = fields.map(SpreadsheetText.trimmed)
                    let heading = row(reader.original, fields, headings, ImportTable.reason)
                    table = reader.style.start + reader.style.record(heading)
                } else if let sentences = reasons[ImportPlace(file: source.number, row: reader.row)] {
                    let reason = sentences.joined(separator: "; ").printable
                    table += reader.style.record(row(reader.original, fields, headings, reason))
                }
            }
        } catch {
            preconditionFailure("what was read once is read again: \(error)")
        }
        return table
    }

    /// A row with the reason in its first field, where an older reason is left out.
    ///
    /// A row that is too short stays so: filled up with nothing it would be taken for one without limits. What is too much
    /// and empty goes.
    private static func row(
        _ original: [[UInt8]], _ fields: [String], _ headings: [String], _ reason: String
    ) -> [[UInt8]] {
        let filled = fields.lastIndex { !CSVRows.isBlank($0) }.map { $0 + 1 } ?? 0
        var row = Array(original.prefix(max(headings.count, filled)))
        if let old = headings.firstIndex(of: ImportTable.reason), old < row.count { row.remove(at: old) }
        return [CSVStyle.quoted(reason)] + row
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
                    lines += try self.line(line, sentences.joined(separator: "; "))
                } else if (try? JSONReader.value(of: line))?["export"] != nil {
                    lines += line
                    lines.append(.lineFeed)
                }
            }
        } catch {
            preconditionFailure("what was read once is read again: \(error)")
        }
        return lines
    }

    /// A line with the reason as its last member, in the place of one that an earlier import has put there; all else keeps
    /// its spelling.
    private static func line(_ line: [UInt8], _ reason: String) throws -> [UInt8] {
        var members: [(name: String, spelling: String)] = []
        var reader = JSONReader(line)
        try reader.object { reader, name in members.append((name, try reader.spelling())) }
        var json = JSONWriter()
        json.object { json in
            for (name, spelling) in members where name != ImportTable.reason {
                json.member(name) { $0.writeVerbatim(spelling) }
            }
            json.member(ImportTable.reason, reason)
        }
        return json.line()
    }
}
