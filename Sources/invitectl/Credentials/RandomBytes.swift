/// Bytes that nobody can guess.
func randomBytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in .random(in: 0 ... .max) }
}
