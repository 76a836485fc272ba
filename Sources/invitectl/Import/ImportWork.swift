import InviteDomain

/// What has to be written, and how much of the files is in the state already.
struct ImportWork {
    /// Organizations first, then by their numbers: so a team's organization is there before it.
    var newTeams: [(profile: TeamProfile, arrivals: Arrivals)] = []
    var additions: [(id: TeamID, arrivals: Arrivals)] = []
    var tokens: [(digest: SecretDigest, id: InviteID)] = []
    var keys: [Credential] = []
    var known = ImportCounts()
}
