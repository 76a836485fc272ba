/// Where in the files that are imported something stands.
struct ImportPlace: Hashable, Sendable {
    /// The number of the file.
    let file: Int32
    /// Counted from 1, a line of headings included.
    let row: Int32

    init(file: Int, row: Int) {
        self.file = Int32(clamping: file)
        self.row = Int32(clamping: row)
    }
}
