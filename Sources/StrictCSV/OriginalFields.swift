/// The fields of a record as they stand in a text that comes in pieces.
struct OriginalFields {
    var fields: [[UInt8]] = []
    /// What of the field stood in pieces that have gone.
    private var before: [UInt8] = []
    private var start = 0

    /// A field begins there in the piece.
    mutating func begin(at position: Int) {
        before.removeAll(keepingCapacity: true)
        start = position
    }

    /// The next piece comes.
    mutating func turn(_ piece: [UInt8]) {
        if start < piece.count { before += piece[start...] }
        start = 0
    }

    /// The field ends where this much of the piece does.
    mutating func end(_ piece: ArraySlice<UInt8>) {
        fields.append(before + piece[min(start, piece.endIndex)...])
    }
}
