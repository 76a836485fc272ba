/// A row of numbers as a row of bars, for a terminal.
enum Sparkline {
    private static let bars = Array("▁▂▃▄▅▆▇█")

    /// One bar for each number: the lowest for none, the highest for the greatest; one is never drawn as none.
    static func text(_ numbers: [Int]) -> String {
        let greatest = max(1, numbers.max() ?? 1)
        let top = bars.count - 1
        return String(numbers.map { bars[($0 * top + greatest - 1) / greatest] })
    }
}
