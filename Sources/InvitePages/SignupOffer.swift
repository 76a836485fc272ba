package import InviteDomain

/// Who invites to what: what the holder of a live token may know.
package struct SignupOffer: Equatable {
    package var teamName: String
    /// Nil when whoever made the invite has no name here.
    package var inviterName: String?
    package var role: Role
    package var expiresAt: Timestamp?
    package var remainingUses: Int?
    /// How many are in the team; nil for a few, of whom that would tell too much and promise too little.
    package var memberCount: Int?

    package init(
        teamName: String, inviterName: String? = nil, role: Role, expiresAt: Timestamp? = nil,
        remainingUses: Int? = nil, memberCount: Int? = nil
    ) {
        self.teamName = teamName
        self.inviterName = inviterName
        self.role = role
        self.expiresAt = expiresAt
        self.remainingUses = remainingUses
        self.memberCount = memberCount
    }

    package static let fewestMembersTold = 5
}
