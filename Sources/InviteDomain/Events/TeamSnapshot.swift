/// A whole team as it was after one event, with which a compacted history begins.
///
/// It takes the place of all events up to that one. It leaves out what no decision will need again: who changed what
/// and when, and invites that have admitted nobody for a long time.
package struct TeamSnapshot: Equatable, Sendable {
    package let profile: TeamProfile
    package let createdAt: Timestamp
    /// In the order of joining.
    package let members: [Member]
    /// Former members who joined by an invite that is kept.
    package let former: [Member]
    /// The users among all former members.
    package let left: [UserID]
    /// The addresses of former members who were accepted and were no user.
    package let leftAddresses: [String]
    /// Everybody who is kept out, in the order in which they had joined.
    package let keptOut: [KeptOut]
    /// In the order in which they were made.
    package let invites: [InviteRecord]
    /// The requests with an `Idempotency-Key` that may still be sent again.
    package let requests: [RecentRequests.Entry]

    package init(
        profile: TeamProfile, createdAt: Timestamp, members: [Member], former: [Member], left: [UserID],
        leftAddresses: [String] = [], keptOut: [KeptOut] = [], invites: [InviteRecord],
        requests: [RecentRequests.Entry]
    ) {
        self.profile = profile
        self.createdAt = createdAt
        self.members = members
        self.former = former
        self.left = left
        self.leftAddresses = leftAddresses
        self.keptOut = keptOut
        self.invites = invites
        self.requests = requests
    }
}
