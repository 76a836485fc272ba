/// What is decided about those who wait to be accepted: how many may, and about many of them at a time.
extension Team {
    /// Decides to let members in, all of them or none.
    ///
    /// - Returns: the members as they will be, each once.
    /// - Throws: `memberNotFound` for the first who is none.
    package func acceptMembers(_ references: [MemberReference], by author: Author) throws(Refusal) -> Decision<[Member]>
    {
        var (changes, accepted): ([Change], [Member]) = ([], [])
        for reference in references {
            let decision = try changeMember(reference, MemberEdit(accepted: true), by: author)
            if accepted.contains(where: { $0.id == decision.result.id }) { continue }
            accepted.append(decision.result)
            changes += decision.changes
        }
        return Decision(by: author, changes, result: accepted)
    }

    /// Everybody who waits, or who waits and came by one of these invites.
    package func pendingMembers(joinedBy inviteIDs: Set<InviteID>? = nil) -> [Member] {
        members.filter { member in
            !member.accepted && inviteIDs.map { member.inviteID.map($0.contains) ?? false } ?? true
        }
    }

    /// Decides to take members who wait off the list; the result is they.
    ///
    /// They may try again, unless they are kept out.
    package func declineMembers(
        _ pending: [Member], keepingOut: Bool = false, by author: Author
    ) -> Decision<[Member]> {
        precondition(pending.allSatisfy { !$0.accepted }, "who was accepted is removed, not declined")
        return Decision(by: author, pending.map { .end(of: $0.id, keepingOut: keepingOut) }, result: pending)
    }

    /// Decides on the end of invites, and of the waiting of everybody who came by them; the result is who that was.
    ///
    /// Those that are revoked already stay as they are.
    package func revokeInvites(
        _ ids: [InviteID], decliningPendingBy author: Author, at now: Timestamp
    ) throws(Refusal) -> Decision<[Member]> {
        var changes: [Change] = []
        for id in ids { changes += try revokeInvite(id, by: author, at: now).changes }
        let declined = declineMembers(pendingMembers(joinedBy: Set(ids)), by: author)
        return Decision(by: author, changes + declined.changes, result: declined.result)
    }

    /// Throws when so many people wait that nobody else may ask to be let in by this invite.
    ///
    /// What one stranger can fill is bounded that way, and whoever looks after the team can still read it. Users whom
    /// an application vouches for never wait, so no such limit keeps them out.
    package func requireRoomToWait(by id: InviteID, _ policy: InvitePolicy) throws(Refusal) {
        let waiting = members.waiting
        guard waiting[id] < policy.maxPendingPerInvite else {
            throw .tooManyPending(limit: policy.maxPendingPerInvite, byOneInvite: true)
        }
        guard waiting.total < policy.maxPending else {
            throw .tooManyPending(limit: policy.maxPending, byOneInvite: false)
        }
    }
}
