/// Finds what somebody meant who mistyped a word.
enum Nearest {
    /// The candidate that is most like a word; nil when none is like it.
    ///
    /// Capitals, blanks, hyphens and underscores make no difference; else a letter in three may be another, be missing, be
    /// too many, or have changed places with its neighbour. Of two that are as near, it is the one that begins alike.
    static func candidate(to word: String, among candidates: [String]) -> String? {
        let wanted = folded(word)
        let distances = candidates.map { name in
            let other = folded(name)
            let alike = zip(wanted, other).prefix { $0 == $1 }.count
            return (name: name, distance: distance(wanted, other), alike: alike)
        }
        let best = distances.min { ($0.distance, $1.alike) < ($1.distance, $0.alike) }
        guard let best, !wanted.isEmpty else { return nil }
        return best.distance <= max(1, min(wanted.count, folded(best.name).count) / 3) ? best.name : nil
    }

    private static func folded(_ word: String) -> [Character] {
        word.prefix(64).lowercased().filter { !" -_".contains($0) }.map { $0 }
    }

    /// How many letters have to be changed, taken out, put in or swapped with the next to make one of the other.
    private static func distance(_ first: [Character], _ second: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for (row, letter) in first.enumerated() {
            var next = [row + 1]
            for (column, other) in second.enumerated() {
                var least = min(last[column] + (letter == other ? 0 : 1), last[column + 1] + 1, next[column] + 1)
                if row > 0, column > 0, letter == second[column - 1], first[row - 1] == other {
                    least = min(least, beforeLast[column - 1] + 1)
                }
                next.append(least)
            }
            (beforeLast, last) = (last, next)
        }
        return last[second.count]
    }
}
