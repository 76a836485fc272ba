/// What a command refuses by itself, with what to do instead; the exit status is that of the rules.
struct Objection: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
