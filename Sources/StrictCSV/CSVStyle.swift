import ByteText

/// What a text of CSV looks like beside its fields.
package struct CSVStyle: Equatable, Sendable {
    /// What stands between fields.
    package var separator: UInt8 = .comma
    /// True where a first line `sep=;` says so.
    package var namesSeparator = false
    /// True where there is a byte order mark, and spreadsheets look for one.
    package var hasMark = false
    /// True where lines end as on Windows.
    package var hasCarriageReturns = false

    /// What stands before the first record, in UTF-8.
    package var start: [UInt8] {
        (hasMark ? [0xEF, 0xBB, 0xBF] : []) + (namesSeparator ? Array("sep=".utf8) + [separator] + lineEnd : [])
    }

    /// A record of fields that are quoted already where that is needed.
    package func record(_ fields: [[UInt8]]) -> [UInt8] { Array(fields.joined(separator: [separator])) + lineEnd }

    /// A text as a field in quotes.
    package static func quoted(_ text: String) -> [UInt8] {
        Array("\"\(text.replacing("\"", with: "\"\""))\"".utf8)
    }

    private var lineEnd: [UInt8] { Array((hasCarriageReturns ? "\r\n" : "\n").utf8) }
}
