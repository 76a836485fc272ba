import ArgumentParser

/// A number and one of the letters s, m, h and d.
struct LifeSpan: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
        guard let unit = argument.last.flatMap({ units[$0] }), let number = Int(argument.dropLast()),
            (1...315_360_000 / unit).contains(number)
        else { return nil }
        seconds = number * unit
    }
}
