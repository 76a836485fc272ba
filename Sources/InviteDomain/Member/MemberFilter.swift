/// Which members of a team somebody wants to see; nil and empty stand for all.
package struct MemberFilter: Sendable {
    package var accepted: Bool?
    package var inviteID: InviteID?
    /// Whole addresses, whatever letters are capital.
    package var emails: [String]
    /// A part of the name, the address or the subject.
    package var search: SearchText?

    package init(
        accepted: Bool? = nil, inviteID: InviteID? = nil, emails: [String] = [], search: SearchText? = nil
    ) {
        self.accepted = accepted
        self.inviteID = inviteID
        self.emails = emails
        self.search = search
    }

    package func matches(_ member: Member) -> Bool {
        if let accepted, member.accepted != accepted { return false }
        if let inviteID, member.inviteID != inviteID { return false }
        if !emails.isEmpty {
            guard let email = member.email, emails.contains(where: { EmailAddress.areSame($0, email) }) else {
                return false
            }
        }
        guard let search else { return true }
        let texts = [member.name, member.email, member.userID?.subject?.description]
        return texts.contains { $0.map(search.isPart) ?? false }
    }

    fileprivate var isOfAll: Bool { accepted == nil && inviteID == nil && emails.isEmpty && search == nil }
}

/// A part of a list of members, and how much there is besides.
package struct MemberPage: Sendable {
    package fileprivate(set) var members: [Member] = []
    /// How many there are in all parts together.
    package fileprivate(set) var total = 0
    /// The last member of this part, after whom the next part begins; nil where nobody follows.
    package var last: MembershipID? { isLast ? nil : members.last?.id }

    fileprivate var isLast = true
}

extension MemberList {
    /// A part of those who are wanted, in the order of joining.
    ///
    /// Whoever asks for part after part, each `after` the `last` of the one before, sees nobody twice and everybody who was
    /// there all the time, however many join and leave meanwhile: a membership's place is its number.
    ///
    /// - Parameters:
    ///   - filter: who is wanted.
    ///   - start: the membership after which the part begins, which may have ended; nil: at the beginning.
    ///   - skip: how many of those to leave out first.
    ///   - take: how many at most.
    /// - Returns: the part.
    package func page(
        of filter: MemberFilter, after start: MembershipID? = nil, skip: Int = 0, take: Int
    ) -> MemberPage {
        let first = start.map { start in partitioningIndex { $0.id > start } } ?? 0
        var page = MemberPage()
        if filter.isOfAll {
            let part = dropFirst(first).dropFirst(skip)
            page.total = count
            page.members = Array(part.prefix(take))
            page.isLast = part.count <= take
            return page
        }
        var left = skip
        for position in indices where filter.matches(self[position]) {
            page.total += 1
            if position < first { continue }
            if left > 0 {
                left -= 1
            } else if page.members.count < take {
                page.members.append(self[position])
            } else {
                page.isLast = false
            }
        }
        return page
    }
}
