import InviteDomain

/// What the stores without files keep, in one place: several stores on it are like several processes on one disk.
package final class MemoryState {
    /// All that ever happened to each team; a compaction takes nothing away here.
    var histories: [TeamID: [Event]] = [:]
    var teams: [TeamID: Team] = [:]
    /// The teams on which somebody decides at this moment.
    var deciding: Set<TeamID> = []
    var credentials: [SecretDigest: Credential] = [:]
    var importedTokens: [SecretDigest: InviteID] = [:]
    /// Each event by its team and number, in the order in which the feed has them.
    var feed: [(team: TeamID, sequence: Int)] = []
    var hasWaiter = false
    var reservations: [Fingerprint: TeamReservation] = [:]
    var isImporting = false
    /// True to let every update fail when its changes are to be kept.
    package var isFull = false

    package init() {}
}
