/// A team whole, as it stood after one event: what a compacted history begins with.
///
/// It stands for all events up to its own number and leaves out what no decision will ask for again: how things came to
/// be, and invites that have been dead for long.
package struct TeamSnapshot: Equatable, Sendable {
    package let profile: TeamProfile
    package let createdAt: Timestamp
    /// In the order of joining.
    package let members: [Member]
    /// Those who joined by an invite that is kept, and are members no more.
    package let former: [Member]
    /// Users who were members once.
    package let left: [UserID]
    /// The addresses of accepted members who had no number and were taken out.
    package let leftAddresses: [String]
    /// In the order in which they were made.
    package let invites: [InviteRecord]
    /// The requests with an `Idempotency-Key` that may still be sent again.
    package let requests: [RecentRequests.Entry]

    package init(
        profile: TeamProfile, createdAt: Timestamp, members: [Member], former: [Member], left: [UserID],
        leftAddresses: [String] = [], invites: [InviteRecord], requests: [RecentRequests.Entry]
    ) {
        self.profile = profile
        self.createdAt = createdAt
        self.members = members
        self.former = former
        self.left = left
        self.leftAddresses = leftAddresses
        self.invites = invites
        self.requests = requests
    }
}
