/// A team as its events have made it: a fold, never edited in any other way.
package struct Team: Sendable {
    package let profile: TeamProfile
    package let createdAt: Timestamp
    /// In the order of joining.
    package private(set) var members: [Member] = []
    package private(set) var invites = InviteList()
    /// The sequence number of the last event.
    package private(set) var sequence = 0

    package var id: TeamID { profile.id }

    /// A team from the first event of its history.
    package init(_ first: Event) throws(EventMismatch) {
        guard case .teamCreated(let profile) = first.change, first.sequence == 1 else {
            throw EventMismatch("the history does not begin with the creation of the team")
        }
        self.profile = profile
        createdAt = first.at
        sequence = 1
    }

    /// Takes in the next event.
    package mutating func apply(_ event: Event) throws(EventMismatch) {
        guard event.sequence == sequence + 1 else {
            throw EventMismatch("event \(event.sequence) follows event \(sequence)")
        }
        switch event.change {
        case .teamCreated: throw EventMismatch("the team is created a second time")
        case .memberAdded(let terms): try add(terms, as: event.sequence, at: event.at)
        case .memberChanged(let memberID, let role, let accepted):
            let position = try position(of: memberID)
            members[position].role = role
            members[position].accepted = accepted
        case .memberRemoved(let memberID): members.remove(at: try position(of: memberID))
        case .inviteCreated(let terms):
            try check(terms)
            invites.append(Invite(terms, at: event.at, by: event.by))
        case .inviteRevoked(let inviteID): try invites.revoke(inviteID, at: event.at)
        }
        sequence = event.sequence
    }

    /// The membership of `userID`, pending or not.
    package func member(_ userID: UserID) -> Member? {
        members.first { $0.userID == userID }
    }

    private mutating func add(_ terms: MemberTerms, as id: Int, at moment: Timestamp) throws(EventMismatch) {
        guard member(terms.userID) == nil else { throw EventMismatch("user \(terms.userID) is a member already") }
        members.append(
            Member(
                id: id, userID: terms.userID, role: terms.role, accepted: terms.accepted, email: terms.email,
                name: terms.name, joinedAt: moment
            )
        )
    }

    /// Refuses an invite that was never decided on: what is out of range would be taken for a limit that is not there.
    private func check(_ terms: InviteTerms) throws(EventMismatch) {
        guard terms.id.teamID == id else { throw EventMismatch("invite \(terms.id) is another team's") }
        guard (1...Int(Int32.max)).contains(terms.maxUses ?? 1), (1...365).contains(terms.expiresInDays ?? 1) else {
            throw EventMismatch("invite \(terms.id) has a limit that cannot be")
        }
    }

    private func position(of memberID: Int) throws(EventMismatch) -> Int {
        guard let position = members.firstIndex(where: { $0.id == memberID }) else {
            throw EventMismatch("there is no membership \(memberID)")
        }
        return position
    }
}
