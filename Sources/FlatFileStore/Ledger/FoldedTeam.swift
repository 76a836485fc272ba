import InviteDomain
import PrivateFiles

/// A team, and how far into which file it was folded.
struct FoldedTeam {
    var team: Team
    let identity: FileIdentity
    /// The number of the first event in that file; more than 1 in a compacted one.
    let first: Int
    var offset: Int64
}
