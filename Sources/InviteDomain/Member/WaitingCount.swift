/// How many people who came by an invite wait to be let in, of a team and of each invite.
struct WaitingCount: Sendable {
    private(set) var total = 0
    /// Invites that nobody waits by are not among them.
    private var byInvite: [InviteID: Int] = [:]

    /// How many came by this invite.
    subscript(inviteID: InviteID) -> Int { byInvite[inviteID] ?? 0 }

    /// Counts a member, if they wait.
    mutating func enter(_ member: Member) { count(member, 1) }

    /// Counts a member no longer.
    mutating func leave(_ member: Member) { count(member, -1) }

    private mutating func count(_ member: Member, _ step: Int) {
        guard !member.accepted, let inviteID = member.inviteID else { return }
        total += step
        let left = self[inviteID] + step
        byInvite[inviteID] = left == 0 ? nil : left
    }
}
