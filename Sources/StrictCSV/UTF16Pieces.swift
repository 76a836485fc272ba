/// A text in UTF-16, piece by piece in UTF-8.
///
/// Half a character becomes a byte that is not UTF-8, which whoever reads the pieces refuses.
final class UTF16Pieces {
    private let more: () throws -> [UInt8]
    private let isBigEndian: Bool
    /// Bytes of which the other half is still to come.
    private var rest: [UInt8]
    private var isAtEnd = false

    /// A text whose first bytes, after the byte order mark, are `start`, and of which `more` gives the next, none at its end.
    init(_ start: ArraySlice<UInt8>, isBigEndian: Bool, _ more: @escaping () throws -> [UInt8]) {
        self.more = more
        self.isBigEndian = isBigEndian
        rest = Array(start)
    }

    /// The next piece, empty at the end.
    func next() throws -> [UInt8] {
        var text: [UInt8] = []
        while text.isEmpty, !isAtEnd {
            let bytes = try more()
            isAtEnd = bytes.isEmpty
            rest += bytes
            text = decode()
        }
        return text
    }

    /// All that is whole of what has come; at the end all of it.
    private func decode() -> [UInt8] {
        var text: [UInt8] = []
        var position = 0
        while let unit = unit(at: position) {
            if UTF16.isLeadSurrogate(unit) {
                guard let trail = self.unit(at: position + 2) else { break }
                if UTF16.isTrailSurrogate(trail) {
                    text += Array(String(decoding: [unit, trail], as: UTF16.self).utf8)
                    position += 4
                    continue
                }
            }
            text += UTF16.isSurrogate(unit) ? [Self.broken] : Array(String(decoding: [unit], as: UTF16.self).utf8)
            position += 2
        }
        rest.removeFirst(position)
        guard isAtEnd, !rest.isEmpty else { return text }
        rest = []
        return text + [Self.broken]
    }

    private func unit(at position: Int) -> UInt16? {
        guard position + 1 < rest.count else { return nil }
        let (first, second) = (UInt16(rest[position]), UInt16(rest[position + 1]))
        return isBigEndian ? first << 8 | second : second << 8 | first
    }

    private static let broken: UInt8 = 0xFF
}
