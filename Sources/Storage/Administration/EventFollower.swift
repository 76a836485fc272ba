/// Follows the events of one team, or those of all teams, new ones too.
///
/// Call `last` once, if at all, and then `next` again and again. Both give the events of several teams in the order of
/// their times, and throw `StoreError`, but not for damage to one of all teams: that is told as a notice, and the team is
/// not followed any more.
package protocol EventFollower {
    /// The last `count` events that there are, of all followed teams together.
    mutating func last(_ count: Int) throws -> [RecordedEvent]

    /// What has come since the last call.
    mutating func next() throws -> [RecordedEvent]
}
