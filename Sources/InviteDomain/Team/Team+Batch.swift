extension Team {
    /// Decides about many of those who wait.
    ///
    /// What cannot be decided about one is told, and keeps nobody else from it.
    ///
    /// - Parameters:
    ///   - batch: who is let in and who is not.
    ///   - authority: the role in which it is done; nobody touches those above.
    ///   - author: by whose hand.
    /// - Returns: what becomes of each, in the order in which they were named, or waited.
    /// - Throws: `inviteNotFound` for an invite that is not there and by which nobody waits.
    package func decide(
        _ batch: MembershipBatch, as authority: Role, by author: Author
    ) throws(Refusal) -> Decision<[MembershipOutcome]> {
        let declined = try declined(by: batch)
        let twice = batch.namedTwice
        var (changes, outcomes): ([Change], [MembershipOutcome]) = ([], [])
        func note(_ id: MembershipID, _ decide: () throws(Refusal) -> (Change?, MembershipOutcome.Result)) {
            do throws(Refusal) {
                if twice.contains(id) { throw .memberNamedTwice(id) }
                let (change, result) = try decide()
                if let change { changes.append(change) }
                outcomes.append(MembershipOutcome(id: id, result: result))
            } catch {
                outcomes.append(MembershipOutcome(id: id, result: .failed(error)))
            }
        }
        for id in batch.accepted {
            note(id) { () throws(Refusal) in
                let edit = MemberEdit(accepted: true)
                let decision = try changeMember(.membership(id), edit, as: authority, by: author)
                let isNew = !decision.changes.isEmpty
                return (decision.changes.first, isNew ? .accepted(decision.result) : .unchanged(decision.result))
            }
        }
        for id in declined {
            note(id) { () throws(Refusal) in
                let member = try existingMember(.membership(id), below: authority)
                guard !member.accepted else { throw .memberAccepted(id, team: self.id) }
                return (.end(of: id, keepingOut: batch.keepsOut), .declined(member))
            }
        }
        return Decision(by: author, changes, result: outcomes)
    }

    /// Those whom the batch declines: who are named, and who came by the invite besides.
    private func declined(by batch: MembershipBatch) throws(Refusal) -> [MembershipID] {
        guard let inviteID = batch.declinedInvite else { return batch.declined }
        guard invites[inviteID] != nil || members.waiting[inviteID] > 0 else { throw .inviteNotFound }
        let named = Set(batch.accepted + batch.declined)
        return batch.declined + pendingMembers(joinedBy: [inviteID]).map(\.id).filter { !named.contains($0) }
    }
}
