/// Everything that is wrong with what is imported: all of it is counted, the first of it is told, and what is the same in
/// many rows is told once.
final class ImportProblems {
    /// Of what is wrong with values and rows, how much there is; what follows from it is not counted.
    private(set) var count = 0
    /// True when something is wrong with a whole file, so that no row of it can be taken.
    private(set) var concernFiles = false
    /// True when a file, or a line of JSON, could not be understood at all.
    private(set) var areOfForm = false
    /// Why rows are left out; empty unless that is asked for.
    private(set) var reasons: [ImportPlace: [String]] = [:]
    /// What was read otherwise than it stands there, which is no problem.
    let notes = ImportNotes()

    private let keepsReasons: Bool
    private var told: [Problem] = []
    private var last: Int?
    private var files: [String] = []

    private static let limit = 20

    /// One sentence, and where it holds.
    private struct Problem {
        let place: ImportPlace
        let column: String?
        let sentence: String
        /// Other rows of the file of which the same is true.
        var others = 0
        /// By file, how many rows cannot be taken because of it.
        var dependants: [Int32: Int] = [:]
    }

    /// A row that cannot be taken, for rows that belong to it.
    struct Cause {
        let place: ImportPlace
        /// What is told of it, nil where that is one problem too many.
        fileprivate let problem: Int?
    }

    /// - Parameter keepingReasons: whether `reasons` is to be there.
    init(keepingReasons: Bool = false) {
        keepsReasons = keepingReasons
    }

    /// Takes up a file; the result is its number.
    func add(file: String) -> Int {
        files.append(file)
        return files.count - 1
    }

    func file(of place: ImportPlace) -> String { files[Int(place.file)] }

    /// Notes what is wrong with a value, or without a column with a whole row: `expected MEMBER, ADMIN or OWNER, found
    /// 'CHIEF'`.
    ///
    /// - Returns: what to name as the cause of what follows from it.
    @discardableResult
    func note(_ place: ImportPlace, column: String? = nil, _ sentence: String) -> Cause {
        count += 1
        if keepsReasons { reasons[place, default: []].append((column.map { "column '\($0)': " } ?? "") + sentence) }
        let same = told.firstIndex {
            $0.place.file == place.file && $0.column == column && $0.sentence == sentence
        }
        last = same
        if let same {
            told[same].others += 1
        } else if told.count < Self.limit {
            told.append(Problem(place: place, column: column, sentence: sentence))
            last = told.count - 1
        }
        return Cause(place: place, problem: last)
    }

    /// Notes that a row cannot be taken because another one cannot.
    func note(_ place: ImportPlace, dependingOn cause: Cause, _ sentence: String) {
        if let problem = cause.problem { told[problem].dependants[place.file, default: 0] += 1 }
        if keepsReasons {
            reasons[place, default: []].append("\(sentence) (\(file(of: cause.place)), row \(cause.place.row))")
        }
    }

    /// What was noted last, which was about this place, as the cause of what follows from it.
    func lastCause(at place: ImportPlace) -> Cause { Cause(place: place, problem: last) }

    /// Notes that a file is not to be read: nothing after that row is looked at.
    func note(form sentence: String, at place: ImportPlace) {
        (areOfForm, concernFiles) = (true, true)
        note(place, sentence)
    }

    /// Notes that a line is not to be read, but for which its file can be.
    func note(line sentence: String, at place: ImportPlace) {
        areOfForm = true
        note(place, sentence)
    }

    /// Notes what is wrong with all of a file, although it can be read.
    func note(file place: ImportPlace, column: String, _ sentence: String) {
        concernFiles = true
        note(place, column: column, sentence)
    }

    /// The lines for whoever has to mend it.
    var report: [String] {
        let more = count - told.reduce(0) { $0 + 1 + $1.others }
        return told.map(line) + (more > 0 ? ["and \(more) more problems like these"] : [])
    }

    private func line(_ problem: Problem) -> String {
        let column = problem.column.map { ", column '\($0)'" } ?? ""
        var line = "\(file(of: problem.place)), row \(problem.place.row)\(column): \(problem.sentence)"
        if problem.others > 0 { line += "; the same in \(counted(problem.others, "more row"))" }
        let dependants = problem.dependants.sorted { $0.key < $1.key }.map { file, count in
            "\(counted(count, "row")) of \(files[Int(file)])"
        }
        return dependants.isEmpty ? line : line + "; and \(dependants.joined(separator: ", ")) that belong to it"
    }
}
