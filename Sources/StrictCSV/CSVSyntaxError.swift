/// Why a text is not CSV.
package struct CSVSyntaxError: Error, Equatable, CustomStringConvertible {
    /// The record in which reading stopped, counted from 1, the line of headings included, as spreadsheets count.
    package let row: Int
    /// The field in which reading stopped, counted from 1.
    package let column: Int
    /// What was wrong, as the end of a sentence: `a quote that is never closed`.
    package let reason: String

    package var description: String { "\(reason) in row \(row), column \(column)" }
}
