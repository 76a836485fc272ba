import ByteText

/// Cells in columns.
struct TextTable {
    private let cells: [[String]]

    private static let gap = 2
    /// How much of a column is left at least.
    private static let least = 8

    init(_ headings: [String], _ rows: [[String]]) {
        cells = [headings] + rows
    }

    /// The lines, with no blanks at their ends, as wide as `limit` allows where it is not nil: columns of free text are
    /// cut, the widest first.
    func lines(within limit: Int?, cutting free: [Int]) -> [String] {
        let widths = widths(within: limit, cutting: free)
        return cells.map { row in
            let padded = zip(row, widths).map { cell, width in
                let cut = cell.cut(to: width)
                return cut + String(repeating: " ", count: width - cut.columns)
            }
            let line = padded.joined(separator: String(repeating: " ", count: Self.gap))
            return String(line.trimmedAtEnd { $0 == " " })
        }
    }

    private func widths(within limit: Int?, cutting free: [Int]) -> [Int] {
        var widths = cells[0].indices.map { column in cells.map { $0[column].columns }.max() ?? 0 }
        guard let limit else { return widths }
        let least = cells[0].map { max(Self.least, $0.columns) }
        while widths.reduce(Self.gap * (widths.count - 1), +) > limit,
            let widest = free.filter({ widths[$0] > least[$0] }).max(by: { widths[$0] < widths[$1] })
        {
            widths[widest] -= 1
        }
        return widths
    }
}

extension String {
    /// How many columns of a terminal it takes: ideographs and emoji take two.
    var columns: Int { utf8.allSatisfy { $0.isASCII } ? utf8.count : reduce(0) { $0 + $1.columns } }

    /// As much of the beginning as fits, with … where something is left out.
    fileprivate func cut(to width: Int) -> String {
        guard columns > width else { return self }
        var (kept, taken) = ("", 0)
        for character in self {
            taken += character.columns
            if taken > width - 1 { break }
            kept.append(character)
        }
        return kept + "…"
    }
}

extension Character {
    fileprivate var columns: Int {
        guard let first = unicodeScalars.first else { return 0 }
        let isWide = Self.wide.contains { $0.contains(first.value) } || unicodeScalars.contains("\u{FE0F}")
        return isWide ? 2 : 1
    }

    /// Hangul, kana, ideographs, fullwidth forms and emoji (Unicode Standard Annex 11, as far as terminals agree).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F1E6...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF,
        0x20000...0x3FFFD,
    ]
}
