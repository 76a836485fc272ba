/// Somebody whom an admin keeps out of a team: no link of the team lets them in.
///
/// It is the user, if there was one, and the address, if there was one. An address proves nothing at the sign-up page, and
/// decides there all the same: whoever gives it waits in vain.
package struct KeptOut: Equatable, Sendable {
    /// Of the membership, or of the waiting, that ended so.
    package let id: MembershipID
    package let userID: UserID?
    package let email: String?
    package let name: String?
    package let since: Timestamp

    package init(id: MembershipID, userID: UserID?, email: String?, name: String?, since: Timestamp) {
        self.id = id
        self.userID = userID
        self.email = email
        self.name = name
        self.since = since
    }

    init(_ member: Member, since moment: Timestamp) {
        self.init(id: member.id, userID: member.userID, email: member.email, name: member.name, since: moment)
    }

    /// True for somebody who has the user or the address of this one.
    func isNamed(userID other: UserID?, email otherEmail: String?) -> Bool {
        if let userID, userID == other { return true }
        guard let email, let otherEmail else { return false }
        return EmailAddress.areSame(email, otherEmail)
    }
}

/// All who are kept out of a team, in the order in which they had joined.
struct KeptOutList: Sendable {
    private(set) var all: [KeptOut] = []
    private var users: Set<UserID> = []
    /// As `EmailAddress.key` has them.
    private var addresses: Set<[UInt8]> = []

    /// True for a user or an address that is kept out.
    func has(userID: UserID?, email: String?) -> Bool {
        if all.isEmpty { return false }
        if let userID, users.contains(userID) { return true }
        return email.map { addresses.contains(EmailAddress.key($0)) } ?? false
    }

    mutating func append(_ person: KeptOut) {
        let place = all.lastIndex { $0.id < person.id }.map { $0 + 1 } ?? 0
        all.insert(person, at: place)
        note(person)
    }

    /// Lets somebody try again: keeps nobody out any more who has this user or this address.
    mutating func readmit(userID: UserID?, email: String?) {
        guard has(userID: userID, email: email) else { return }
        all.removeAll { $0.isNamed(userID: userID, email: email) }
        (users, addresses) = ([], [])
        for person in all { note(person) }
    }

    private mutating func note(_ person: KeptOut) {
        if let userID = person.userID { users.insert(userID) }
        if let email = person.email { addresses.insert(EmailAddress.key(email)) }
    }
}
