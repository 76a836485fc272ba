/// What a look at a state found.
package struct Findings: Sendable {
    /// One sentence each, naming the place; empty when all is well.
    package var problems: [String] = []
    /// What an operator should know although nothing is wrong, one sentence each.
    package var notes: [String] = []

    package init() {}

    /// Notes what `look` finds, and as a problem what it throws.
    package mutating func note(_ look: (inout Findings) throws -> Void) {
        do {
            try look(&self)
        } catch {
            add(problem: "\(error)")
        }
    }

    /// Adds a problem unless it is there: a damaged organization is met as a team, and again as that of its teams.
    package mutating func add(problem: String) {
        if !problems.contains(problem) { problems.append(problem) }
    }
}
