extension ClosedRange<Int> {
    /// Both ends, as messages name them: `1 to 365`.
    package var inWords: String { "\(lowerBound) to \(upperBound)" }
}
