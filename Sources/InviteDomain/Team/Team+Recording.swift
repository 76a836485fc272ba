/// How changes become events, the same for every store.
///
/// A store lets somebody decide on a team, records the changes of the decision, and then writes the events. The events
/// of one decision have one author and one moment, and their numbers follow the team's last one without a gap.
///
/// A store writes the events only once all the changes fit, because a history with a change that does not fit cannot
/// be read again. Such a change comes from a mistake in the rules. It is thrown, so that a test can say what does not
/// fit; a store ends the process then, because the team that it holds is half changed and nobody can be answered from
/// it.
extension Team {
    /// Applies the changes of a decision to this team.
    ///
    /// - Parameters:
    ///   - changes: in the order in which they happen; none makes no events.
    ///   - author: who did it.
    ///   - moment: when it was decided. It may be before the moment of the last event: clocks are set back.
    /// - Returns: the events to write.
    /// - Throws: `EventMismatch` for the first change that does not fit.
    @discardableResult
    package mutating func record(
        _ changes: [Change], by author: Author, at moment: Timestamp
    ) throws(EventMismatch) -> [Event] {
        var events: [Event] = []
        events.reserveCapacity(changes.count)
        for change in changes {
            let event = Event(sequence: sequence + 1, at: moment, by: author, change: change)
            try apply(event)
            events.append(event)
        }
        return events
    }

    /// Makes a new team.
    ///
    /// - Parameters:
    ///   - changes: the first of them creates the team.
    ///   - author: who did it.
    ///   - moment: when.
    /// - Returns: the team, and the events to write, numbered from 1.
    /// - Throws: `EventMismatch` for the first change that does not fit, and when there is none.
    package static func begin(
        _ changes: [Change], by author: Author, at moment: Timestamp
    ) throws(EventMismatch) -> (team: Team, events: [Event]) {
        guard let creation = changes.first else { throw EventMismatch("a team has at least the event that creates it") }
        let first = Event(sequence: 1, at: moment, by: author, change: creation)
        var team = try Team(first)
        let rest = try team.record(Array(changes.dropFirst()), by: author, at: moment)
        return (team, [first] + rest)
    }
}
