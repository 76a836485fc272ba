/// What an admin decides about many of those who wait, in one step.
package struct MembershipBatch: Sendable {
    /// Who is let in.
    package let accepted: [MembershipID]
    package let declined: [MembershipID]
    /// All who came by this invite, wait and are not named are declined too.
    package let declinedInvite: InviteID?
    /// Whether those who are declined are kept out, or may try again.
    package let keepsOut: Bool

    package init(
        accepted: [MembershipID], declined: [MembershipID] = [], declinedInvite: InviteID? = nil, keepsOut: Bool = false
    ) {
        self.accepted = accepted
        self.declined = declined
        self.declinedInvite = declinedInvite
        self.keepsOut = keepsOut
    }

    /// Those who are named more than once: nobody can tell what is to become of them.
    var namedTwice: Set<MembershipID> {
        var (seen, twice): (Set<MembershipID>, Set<MembershipID>) = ([], [])
        for id in accepted + declined where !seen.insert(id).inserted { twice.insert(id) }
        return twice
    }
}

/// What has become of one of those on whom a batch decides.
package struct MembershipOutcome: Sendable {
    package let id: MembershipID
    package let result: Result

    package enum Result: Sendable {
        /// A member now.
        case accepted(Member)
        /// Taken off the list; the member is as they were.
        case declined(Member)
        /// Accepted before.
        case unchanged(Member)
        /// Nothing was decided on this one.
        case failed(Refusal)
    }
}
