import InviteDomain

/// Who invites to what: what the holder of a live token may know.
struct SignupOffer: Equatable {
    var teamName: String
    /// Nil when whoever made the invite has no name here.
    var inviterName: String?
    var role: Role
    var expiresAt: Timestamp?
    var remainingUses: Int?
    /// How many are in the team; nil for a few, of whom that would tell too much and promise too little.
    var memberCount: Int?

    static let fewestMembersTold = 5
}
