/// A team as its events have made it: a fold, never edited in any other way.
package struct Team: Sendable {
    package private(set) var profile: TeamProfile
    package let createdAt: Timestamp
    /// In the order of joining.
    package private(set) var members = MemberList()
    package private(set) var invites = InviteList()
    package private(set) var recentRequests = RecentRequests()
    /// The sequence number of the last event.
    package private(set) var sequence = 0

    package var id: TeamID { profile.id }

    /// A team from the first event of its history.
    package init(_ first: Event) throws(EventMismatch) {
        switch first.change {
        case .teamCreated(let profile) where first.sequence == 1 && !profile.isClosed:
            self.profile = profile
            createdAt = first.at
        case .teamSnapshot(let snapshot) where first.sequence > 0:
            profile = snapshot.profile
            createdAt = snapshot.createdAt
            try restore(snapshot, after: first.sequence)
        default: throw EventMismatch("the history does not begin with the creation of the team")
        }
        sequence = first.sequence
    }

    /// Takes in the next event.
    package mutating func apply(_ event: Event) throws(EventMismatch) {
        guard event.sequence == sequence + 1 else {
            throw EventMismatch("event \(event.sequence) follows event \(sequence)")
        }
        switch event.change {
        case .teamCreated, .teamSnapshot: throw EventMismatch("the team is created a second time")
        case .teamChanged, .teamClosed, .teamReopened: try profile.apply(event.change, at: event.at)
        case .memberAdded(let terms):
            try add(Member(terms, id: MembershipID(event.sequence), at: event.at))
            members.readmit(userID: terms.userID, email: terms.email)
        case .memberChanged(let id, let edit): try change(existing(id), edit)
        case .memberRemoved(let id): members.remove(try existing(id))
        case .memberKeptOut(let id): try keepOut(existing(id), at: event.at)
        case .memberReadmitted(let id): try readmit(id)
        case .memberCorrected(let id, let email, let name): try correct(existing(id), email, name)
        case .inviteCreated(let terms):
            try check(terms)
            invites.append(Invite(terms, at: event.at, by: event.by))
            if let key = terms.idempotencyKey {
                recentRequests.note(.init(idempotencyKey: key, inviteID: terms.id, at: event.at))
            }
        case .inviteEdited(let inviteID, let editable): try invites.edit(inviteID, editable, at: event.at)
        case .inviteLinkShown: break
        case .inviteRedeemed(let inviteID, let terms):
            try invites.redeem(inviteID, at: event.at)
            try add(Member(terms, id: MembershipID(event.sequence), at: event.at, by: inviteID))
        case .inviteRevoked(let inviteID): try invites.revoke(inviteID, at: event.at)
        }
        sequence = event.sequence
    }

    /// Prepares for being asked after events were applied; the answers are the same without.
    package mutating func settle() { invites.settle() }

    /// Prepares for a decision at `now`, which is the same without.
    package mutating func prepare(at now: Timestamp) {
        invites.settle()
        invites.recount(at: now)
    }

    /// The membership of `userID`, pending or not.
    package func member(_ userID: UserID) -> Member? { members[.user(userID)] }

    private mutating func restore(_ snapshot: TeamSnapshot, after sequence: Int) throws(EventMismatch) {
        members = MemberList(
            former: snapshot.former, left: snapshot.left, leftAddresses: snapshot.leftAddresses,
            keptOut: snapshot.keptOut)
        for member in snapshot.members {
            guard (members.last?.id.number ?? 0) < member.id.number, member.id.number <= sequence else {
                throw EventMismatch("membership \(member.id) is out of order")
            }
            try add(member)
        }
        for record in snapshot.invites {
            try check(record.terms)
            guard record.isPossible else { throw EventMismatch("invite \(record.terms.id) cannot have become so") }
            invites.append(Invite(record))
        }
        for request in snapshot.requests { recentRequests.note(request) }
    }

    private mutating func add(_ member: Member) throws(EventMismatch) {
        try requireUnknown(member.userID)
        members.append(member)
    }

    private mutating func change(_ member: Member, _ edit: MemberEdit) throws(EventMismatch) {
        var changed = member
        if let userID = edit.userID {
            try requireUnknown(userID)
            changed.userID = userID
        }
        changed.role = edit.role ?? member.role
        changed.accepted = edit.accepted ?? member.accepted
        changed.disableImpersonation = edit.disableImpersonation ?? member.disableImpersonation
        if !changed.isRequest { changed.submission = nil }
        members.replace(changed)
        if !member.accepted, changed.accepted { members.readmit(userID: changed.userID, email: changed.email) }
        if let userID = edit.userID { members.readmit(userID: userID, email: nil) }
    }

    private mutating func keepOut(_ member: Member, at moment: Timestamp) {
        members.remove(member)
        members.keepOut(member, since: moment)
    }

    private mutating func readmit(_ id: MembershipID) throws(EventMismatch) {
        guard let person = members.keptOut.first(where: { $0.id == id }) else {
            throw EventMismatch("nobody is kept out whose membership was \(id)")
        }
        members.readmit(userID: person.userID, email: person.email)
    }

    private mutating func correct(_ member: Member, _ email: String, _ name: String?) throws(EventMismatch) {
        guard member.isRequest else { throw EventMismatch("membership \(member.id) waits for nobody any more") }
        var corrected = member
        (corrected.email, corrected.name) = (email, name)
        if corrected.isSpelled(like: member) { corrected.submission = nil }
        members.replace(corrected)
    }

    private func requireUnknown(_ userID: UserID?) throws(EventMismatch) {
        if let userID, member(userID) != nil { throw EventMismatch("user \(userID) is a member already") }
    }

    private func check(_ terms: InviteTerms) throws(EventMismatch) {
        guard terms.id.teamID == id else { throw EventMismatch("invite \(terms.id) is another team's") }
        guard terms.isPossible else { throw EventMismatch("invite \(terms.id) has a limit that cannot be") }
    }

    private func existing(_ memberID: MembershipID) throws(EventMismatch) -> Member {
        guard let member = members[.membership(memberID)] else {
            throw EventMismatch("there is no membership \(memberID)")
        }
        return member
    }
}
