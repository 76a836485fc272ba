import ByteText

/// Reads a text line by line; empty lines are passed over, and so is a byte order mark in front.
struct LineReader {
    private(set) var row = 0
    private let more: () throws -> [UInt8]
    private var piece: [UInt8] = []
    private var position = 0

    private static let longest = 1 << 20

    init(_ more: @escaping () throws -> [UInt8]) {
        self.more = more
    }

    /// The next line without its end, nil at the end of the text.
    mutating func line() throws -> [UInt8]? {
        while let line = try anyLine() {
            row += 1
            let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
            let rest = row == 1 && line.starts(with: mark) ? Array(line.dropFirst(3)) : line
            if !rest.allSatisfy({ $0 == .space || $0 == .carriageReturn }) { return rest }
        }
        return nil
    }

    private mutating func anyLine() throws -> [UInt8]? {
        var line: [UInt8] = []
        while true {
            if let end = piece[position...].firstIndex(of: .lineFeed) {
                line += piece[position..<end]
                position = end + 1
                return line
            }
            line += piece[position...]
            guard line.count <= Self.longest else {
                row += 1
                throw FormProblem("a line longer than \(Self.longest) bytes")
            }
            piece = try more()
            position = 0
            if piece.isEmpty { return line.isEmpty ? nil : line }
        }
    }
}
