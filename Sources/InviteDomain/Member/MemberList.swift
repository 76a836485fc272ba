/// The members of a team in the order of joining, and what is known of those who joined by an invite and have left.
///
/// A short list is searched; a long one has a table of its users, because a link that a thousand people use asks a
/// thousand times whether somebody is a member already.
package struct MemberList: Sendable {
    /// By ascending id.
    private var ordered: [Member] = []
    /// Those who joined by an invite and are members no more: what an invite was used for stays known.
    private(set) var former: [Member] = []
    /// Users who were members once.
    private(set) var left: Set<UserID> = []
    /// The addresses, as `EmailAddress.key` has them, of accepted members who were no user and were taken out.
    private(set) var leftAddresses: Set<[UInt8]> = []
    /// The membership ids of users; empty while the list is short.
    private var ids = MembershipTable()
    /// Those who came by an invite and wait to be let in.
    private(set) var waiting = WaitingCount()
    private var outside = KeptOutList()

    private static let longestSearch = 64

    package init() {}

    /// Nobody, but for what is known of those who have left.
    init(former: [Member], left: [UserID], leftAddresses: [String], keptOut: [KeptOut]) {
        self.former = former
        self.left = Set(left)
        self.leftAddresses = Set(leftAddresses.map(EmailAddress.key))
        for person in keptOut { outside.append(person) }
    }

    package subscript(reference: MemberReference) -> Member? {
        position(of: reference).map { ordered[$0] }
    }

    /// True for somebody like `member`, of another team, who was a member here once and is none now, or is one again.
    func hasLeft(_ member: Member) -> Bool {
        if let userID = member.userID, left.contains(userID) { return true }
        if leftAddresses.isEmpty { return false }
        return member.email.map { leftAddresses.contains(EmailAddress.key($0)) } ?? false
    }

    /// The member with this e-mail address, whatever letters are capital in it.
    package func member(email: String) -> Member? {
        ordered.first { $0.email.map { EmailAddress.areSame($0, email) } ?? false }
    }

    /// Everybody who ever joined by an invite, in the order of joining.
    package func joined(by inviteID: InviteID) -> [Member] {
        let all = former.filter { $0.inviteID == inviteID } + ordered.filter { $0.inviteID == inviteID }
        return all.sorted { $0.id < $1.id }
    }

    /// Everybody who ever joined by whichever invite, those who have left first.
    package var joinedByInvite: [Member] { former + ordered.filter { $0.inviteID != nil } }

    /// Everybody who is kept out, in the order in which they had joined.
    package var keptOut: [KeptOut] { outside.all }

    /// True for a user or an address that no link of the team lets in.
    package func keepsOut(userID: UserID?, email: String?) -> Bool { outside.has(userID: userID, email: email) }

    /// Keeps out a member who was taken out.
    mutating func keepOut(_ member: Member, since moment: Timestamp) {
        outside.append(KeptOut(member, since: moment))
    }

    /// Keeps nobody out any more who has this user or this address.
    mutating func readmit(userID: UserID?, email: String?) { outside.readmit(userID: userID, email: email) }

    mutating func append(_ member: Member) {
        ordered.append(member)
        waiting.enter(member)
        if ordered.count > Self.longestSearch, ids.isEmpty {
            for member in ordered { note(member) }
        } else if !ids.isEmpty {
            note(member)
        }
    }

    /// Replaces the member with the same id.
    mutating func replace(_ member: Member) {
        guard let position = position(of: .membership(member.id)) else { return }
        waiting.leave(ordered[position])
        waiting.enter(member)
        ordered[position] = member
        if !ids.isEmpty { note(member) }
    }

    mutating func remove(_ member: Member) {
        guard let position = position(of: .membership(member.id)) else { return }
        waiting.leave(ordered.remove(at: position))
        if let userID = member.userID {
            ids[userID] = nil
            left.insert(userID)
        } else if member.accepted, let email = member.email {
            leftAddresses.insert(EmailAddress.key(email))
        }
        guard member.inviteID != nil else { return }
        var gone = member
        gone.submission = nil
        former.append(gone)
    }

    private mutating func note(_ member: Member) {
        if let userID = member.userID { ids[userID] = member.id }
    }

    /// The first position from which on `isAtOrAfter` holds; it holds for all that follow.
    func partitioningIndex(_ isAtOrAfter: (Member) -> Bool) -> Int {
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if isAtOrAfter(ordered[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func position(of reference: MemberReference) -> Int? {
        switch reference {
        case .user(let userID):
            if ids.isEmpty { return ordered.firstIndex { $0.userID == userID } }
            return ids[userID].flatMap { position(of: .membership($0)) }
        case .membership(let id):
            let position = partitioningIndex { $0.id >= id }
            return position < ordered.count && ordered[position].id == id ? position : nil
        }
    }
}

extension MemberList: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { ordered.count }
    package subscript(position: Int) -> Member { ordered[position] }
}
