/// Where in the files that are imported something stands.
struct ImportPlace: Sendable {
    /// The number of the file.
    let file: Int32
    /// Counted from 1, a line of headings included.
    let row: Int32

    init(file: Int, row: Int) {
        self.file = Int32(clamping: file)
        self.row = Int32(clamping: row)
    }
}

/// Everything that is wrong with what is imported: all of it is counted, the first of it is told.
final class ImportProblems {
    private(set) var told: [String] = []
    private(set) var count = 0
    /// True when a file could not be understood at all.
    private(set) var areOfForm = false
    private var files: [String] = []

    private static let limit = 20

    /// Takes up a file; the result is its number.
    func add(file: String) -> Int {
        files.append(file)
        return files.count - 1
    }

    func file(of place: ImportPlace) -> String { files[Int(place.file)] }

    /// Notes what is wrong with a value: `expected MEMBER, ADMIN or OWNER, found 'CHIEF'`.
    func note(_ place: ImportPlace, column: String, _ sentence: String) {
        note("\(file(of: place)), row \(place.row), column '\(column)': \(sentence)")
    }

    /// Notes what is wrong with a whole row.
    func note(_ place: ImportPlace, _ sentence: String) {
        note("\(file(of: place)), row \(place.row): \(sentence)")
    }

    /// Notes that a row is not to be read: nothing after it in its file is looked at.
    func note(form sentence: String, at place: ImportPlace) {
        areOfForm = true
        note(place, sentence)
    }

    private func note(_ line: String) {
        count += 1
        if told.count < Self.limit { told.append(line) }
    }

    /// The lines for whoever has to mend it.
    var report: [String] {
        let more = count - told.count
        return told + (more > 0 ? ["and \(more) more problems like these"] : []) + ["nothing was imported"]
    }
}
