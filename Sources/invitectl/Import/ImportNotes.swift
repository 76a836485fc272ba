/// What of the files was passed over or read otherwise than it stands there.
final class ImportNotes {
    /// Rows in which nothing stands.
    var emptyRows = 0
    /// Columns without a name, in which nothing stands.
    var emptyColumns = 0
    /// Names that had something in them that nobody can see or that breaks lines.
    var cleaned = 0
    /// Subjects that look like numbers of which a spreadsheet has kept the first digits.
    var rounded = 0

    private static let roundedAdvice =
        "may have lost digits to a spreadsheet (1.23E+17); if so, give the column the format of a text"

    /// A sentence for each that there is.
    var sentences: [String] {
        var passed: [String] = []
        if emptyRows > 0 { passed.append(counted(emptyRows, "empty row")) }
        if emptyColumns > 0 {
            passed.append(counted(emptyColumns, "column without a name", plural: "columns without a name"))
        }
        return (passed.isEmpty ? [] : ["passed over \(passed.joined(separator: " and "))"])
            + (cleaned > 0 ? ["cleaned \(counted(cleaned, "name")) of what breaks lines or cannot be seen"] : [])
            + (rounded > 0 ? ["\(counted(rounded, "subject")) \(Self.roundedAdvice)"] : [])
    }
}
