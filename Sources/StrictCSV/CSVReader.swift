/// Reads comma-separated values (RFC 4180) from bytes, record by record.
///
/// Strict: UTF-8, a comma between fields, LF or CR LF after records (the last one may lack it), quotes around all of a
/// field or none of it and doubled inside, no NUL, at most `fieldLimit` bytes in a field. A byte order mark in front is
/// passed over, as spreadsheets write one, and so are empty lines. Of a long file only a piece is held at a time.
package struct CSVReader {
    /// Bytes of a field; a quote that is missing would else take the rest of the file for one.
    package static let fieldLimit = 1 << 16
    /// Fields of a record.
    package static let columnLimit = 256

    /// Records read so far.
    package private(set) var row = 0
    private let more: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var position = 0
    private var isAtStart = true
    private var field: [UInt8] = []
    private var column = 1

    private enum Byte {
        static let quote = UInt8(ascii: "\"")
        static let comma = UInt8(ascii: ",")
        static let lineFeed = UInt8(ascii: "\n")
        static let carriageReturn = UInt8(ascii: "\r")
    }

    /// What comes after a field.
    private enum Ending { case field, record }

    /// - Parameter more: the next bytes of the text, none at its end.
    package init(_ more: @escaping () throws -> [UInt8]) {
        self.more = more
    }

    /// The fields of the next record, nil at the end.
    ///
    /// - Throws: `CSVSyntaxError`, and what `more` throws; nothing can be read after that.
    package mutating func record() throws -> [String]? {
        if isAtStart { try skipMark() }
        while let byte = try peek(), byte == Byte.lineFeed || byte == Byte.carriageReturn { try endLine() }
        guard try peek() != nil else { return nil }
        row += 1
        column = 1
        var fields: [String] = []
        while true {
            let ending = try readField()
            guard let text = String(validating: field, as: UTF8.self) else { throw failure("bytes that are not UTF-8") }
            fields.append(text)
            if ending == .record { return fields }
            column += 1
            if column > Self.columnLimit { throw failure("more than \(Self.columnLimit) fields") }
        }
    }

    private mutating func readField() throws -> Ending {
        field.removeAll(keepingCapacity: true)
        if try peek() == Byte.quote {
            position += 1
            try readQuoted()
        } else {
            try readPlain()
        }
        switch try peek() {
        case Byte.comma?:
            position += 1
            return .field
        case nil: return .record
        case Byte.lineFeed?, Byte.carriageReturn?:
            try endLine()
            return .record
        default: throw failure("something between a closing quote and the next comma")
        }
    }

    private mutating func readPlain() throws {
        while try peek() != nil {
            let start = position
            while position < piece.count, Self.isPlain(piece[position]) { position += 1 }
            try append(piece[start..<position])
            guard position < piece.count else { continue }
            switch piece[position] {
            case Byte.quote: throw failure("a quote inside a field without quotes around it")
            case 0: throw failure("a NUL")
            default: return
            }
        }
    }

    /// Reads what follows an opening quote, with the closing one.
    private mutating func readQuoted() throws {
        while try peek() != nil {
            let start = position
            while position < piece.count, piece[position] != Byte.quote, piece[position] != 0 { position += 1 }
            try append(piece[start..<position])
            guard position < piece.count else { continue }
            if piece[position] == 0 { throw failure("a NUL") }
            position += 1
            guard try peek() == Byte.quote else { return }
            try append([Byte.quote])
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
        if try peek() == Byte.carriageReturn {
            position += 1
            guard try peek() == Byte.lineFeed else { throw failure("a carriage return without a line feed") }
        }
        position += 1
    }

    /// Passes over a byte order mark, and refuses those of other encodings than UTF-8.
    private mutating func skipMark() throws {
        isAtStart = false
        while piece.count < 3, case let next = try more(), !next.isEmpty { piece += next }
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        if piece.starts(with: [0xFF, 0xFE]) || piece.starts(with: [0xFE, 0xFF]) {
            throw CSVSyntaxError(row: 1, column: 1, reason: "UTF-16 (save it as UTF-8)")
        }
    }

    /// The byte that comes next, nil at the end.
    private mutating func peek() throws -> UInt8? {
        if position < piece.count { return piece[position] }
        piece = try more()
        position = 0
        return piece.first
    }

    private func failure(_ reason: String) -> CSVSyntaxError {
        CSVSyntaxError(row: max(row, 1), column: column, reason: reason)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte > Byte.comma
            || byte != Byte.comma && byte != Byte.quote && byte != Byte.lineFeed && byte != Byte.carriageReturn
                && byte != 0
    }
}
