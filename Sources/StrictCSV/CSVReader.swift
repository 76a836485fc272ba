import ByteText

/// Reads comma-separated values (RFC 4180) from bytes, record by record.
///
/// Strict: UTF-8, one separator between fields, LF or CR LF after records (the last one may lack it), quotes around all of
/// a field or none of it and doubled inside, no NUL, at most `fieldLimit` bytes in a field. Of a long file only a piece is
/// held at a time.
///
/// What spreadsheets write is read for what it is: a byte order mark, UTF-16 behind one, a first line `sep=;`, semicolons or
/// tabs in the place of commas (as the first line with anything in it has them), a field `="0042"`, and empty lines, which are passed over.
package struct CSVReader {
    /// Bytes of a field; a quote that is missing would else take the rest of the file for one.
    package static let fieldLimit = 1 << 16
    /// Fields of a record.
    package static let columnLimit = 256

    /// The place of the last record, empty lines counted, as spreadsheets count rows.
    package private(set) var row = 0
    /// What the text looks like beside its fields, so that rows of it can be written again as they were.
    package private(set) var style = CSVStyle()
    /// The fields of the last record as they stood there, quotes included, in UTF-8; none unless they are kept.
    package var original: [[UInt8]] { originals.fields }
    private var originals = OriginalFields()
    private let keepsOriginals: Bool
    private var more: () throws -> [UInt8]
    private var isUTF16 = false
    private var piece: [UInt8] = []
    private var position = 0
    private var isAtStart = true
    private var field: [UInt8] = []
    private var column = 1

    /// What comes after a field.
    private enum Ending { case field, record }

    /// - Parameters:
    ///   - keepingOriginals: whether `original` is to be there, which takes a little longer.
    ///   - more: the next bytes of the text, none at its end.
    package init(keepingOriginals: Bool = false, _ more: @escaping () throws -> [UInt8]) {
        keepsOriginals = keepingOriginals
        self.more = more
    }

    /// The fields of the next record, nil at the end.
    ///
    /// - Throws: `CSVSyntaxError`, and what `more` throws; nothing can be read after that.
    package mutating func record() throws -> [String]? {
        if isAtStart { try begin() }
        try passEmptyLines()
        guard try peek() != nil else { return nil }
        row += 1
        column = 1
        originals.fields.removeAll(keepingCapacity: true)
        var fields: [String] = []
        while true {
            let ending = try readField()
            guard let text = String(validating: field, as: UTF8.self) else { throw failure(encodingFault) }
            fields.append(text)
            if ending == .record { return fields }
            column += 1
            if column > Self.columnLimit { throw failure("more than \(Self.columnLimit) fields") }
        }
    }

    private mutating func passEmptyLines() throws {
        while let byte = try peek(), byte == .lineFeed || byte == .carriageReturn {
            row += 1
            column = 1
            try endLine()
        }
    }

    private mutating func readField() throws -> Ending {
        field.removeAll(keepingCapacity: true)
        let first = try peek()
        originals.begin(at: position)
        if first == .quote {
            position += 1
            try readQuoted()
        } else {
            try readPlain()
        }
        let next = try peek()
        if keepsOriginals { originals.end(piece[..<position]) }
        switch next {
        case style.separator?:
            position += 1
            return .field
        case nil: return .record
        case .lineFeed?, .carriageReturn?:
            try endLine()
            return .record
        default: throw failure("something between a closing quote and the next separator")
        }
    }

    private mutating func readPlain() throws {
        while try peek() != nil {
            let start = position
            while position < piece.count, isPlain(piece[position]) { position += 1 }
            try append(piece[start..<position])
            guard position < piece.count else { continue }
            switch piece[position] {
            // A text that a spreadsheet is not to take for a number: ="0042"
            case .quote where field == [.equals]:
                try append([.quote])
                position += 1
                try readQuoted()
                return try append([.quote])
            case .quote: throw failure("a quote inside a field without quotes around it")
            case 0: throw failure(Self.nul)
            default: return
            }
        }
    }

    /// Reads what follows an opening quote, with the closing one.
    private mutating func readQuoted() throws {
        while try peek() != nil {
            let start = position
            while position < piece.count, piece[position] != .quote, piece[position] != 0 { position += 1 }
            try append(piece[start..<position])
            guard position < piece.count else { continue }
            if piece[position] == 0 { throw failure(Self.nul) }
            position += 1
            guard try peek() == .quote else { return }
            try append([.quote])
            position += 1
        }
        throw failure("a quote that is never closed")
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) throws {
        field.append(contentsOf: bytes)
        if field.count > Self.fieldLimit {
            throw failure("a field longer than \(Self.fieldLimit) bytes (is a closing quote missing?)")
        }
    }

    private mutating func endLine() throws {
        if try peek() == .carriageReturn {
            position += 1
            guard try peek() == .lineFeed else {
                throw failure("a carriage return without a line feed (save it with line ends of Unix or Windows)")
            }
            style.hasCarriageReturns = true
        }
        position += 1
    }

    /// Reads what stands before the first record: a byte order mark, and what tells how fields are separated.
    private mutating func begin() throws {
        isAtStart = false
        while piece.count < 3, case let next = try more(), !next.isEmpty { piece += next }
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) { (position, style.hasMark) = (3, true) }
        if piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) {
            (isUTF16, style.hasMark) = (true, true)
            let text = UTF16Pieces(piece[2...], isBigEndian: piece[0] == 0xFE, more)
            more = text.next
            (piece, position) = (try more(), 0)
        }
        try passEmptyLines()
        try holdLine()
        let line = piece[position...].prefix { $0 != .lineFeed && $0 != .carriageReturn }
        if line.count == 5, line.dropLast().elementsEqual("sep=".utf8), let last = line.last, last != .quote {
            (style.separator, style.namesSeparator) = (last, true)
            position += line.count
            if try peek() != nil { try endLine() }
        } else {
            style.separator = Self.separator(of: line)
        }
    }

    /// Reads on until all of the line is there that is next, or as much of it as a field may have.
    private mutating func holdLine() throws {
        while !piece[position...].contains(.lineFeed), piece.count - position < Self.fieldLimit,
            case let next = try more(), !next.isEmpty
        {
            piece += next
        }
    }

    /// What separates the fields of a line: of a comma, a semicolon and a tab what is there most outside of quotes.
    private static func separator(of line: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in line {
            if byte == .quote { isQuoted.toggle() }
            if !isQuoted { counts[byte, default: 0] += 1 }
        }
        let candidates: [UInt8] = [.comma, .semicolon, .tab]
        let most = candidates.map { counts[$0] ?? 0 }.max() ?? 0
        return candidates.first { (counts[$0] ?? 0) == most } ?? candidates[0]
    }

    /// The byte that comes next, nil at the end.
    private mutating func peek() throws -> UInt8? {
        if position < piece.count { return piece[position] }
        if keepsOriginals { originals.turn(piece) }
        piece = try more()
        position = 0
        return piece.first
    }

    private func failure(_ reason: String) -> CSVSyntaxError {
        CSVSyntaxError(row: max(row, 1), column: column, reason: reason)
    }

    /// What a field that is no text has in it, and what to do about it.
    private var encodingFault: String {
        if isUTF16 { return "half a character of UTF-16 (save it as UTF-8)" }
        guard let byte = firstBrokenByte, let character = WindowsText.character(byte) else {
            return "bytes that are not UTF-8 (save it as UTF-8)"
        }
        return "bytes that are not UTF-8 (if this is '\(character)' in Windows-1252, save it as UTF-8)"
    }

    private var firstBrokenByte: UInt8? {
        var rest = field[...]
        while let byte = rest.first {
            let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            guard String(validating: rest.prefix(length), as: UTF8.self) != nil else { return byte }
            rest = rest.dropFirst(length)
        }
        return nil
    }

    private static let nul = "a NUL (if it is UTF-16, save it as UTF-8)"

    private func isPlain(_ byte: UInt8) -> Bool {
        byte != style.separator && byte != .quote && byte != .lineFeed && byte != .carriageReturn
            && byte != 0
    }
}
