package import InviteDomain

/// The moment at which the tests take place, unless they say otherwise.
package let noon = Timestamp(milliseconds: 1_800_000_000_000)

/// Ids written as numbers, for tests only: a number that is no id ends the test.
extension TeamID: ExpressibleByIntegerLiteral {
    package init(integerLiteral number: Int) {
        guard let id = TeamID(number) else { preconditionFailure("\(number) is no team") }
        self = id
    }
}

extension UserID: ExpressibleByIntegerLiteral {
    package init(integerLiteral number: Int) {
        guard let id = UserID(number) else { preconditionFailure("\(number) is no user") }
        self = id
    }
}

/// Whatever else an application calls its users, written as a text, for tests only.
extension UserID: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) {
        guard let id = UserID(text[...]) else { preconditionFailure("'\(text)' is no user") }
        self = id
    }
}

extension MembershipID: ExpressibleByIntegerLiteral {
    package init(integerLiteral number: Int) { self.init(number) }
}

extension TeamProfile {
    package static func sample(_ id: TeamID = 42, parent: TeamID? = nil, isOrganization: Bool = false) -> TeamProfile {
        TeamProfile(id: id, name: "Acme", slug: nil, parentID: parent, isOrganization: isOrganization)
    }
}

extension MemberTerms {
    package static func sample(_ user: UserID, _ role: Role, accepted: Bool = true) -> MemberTerms {
        MemberTerms(userID: user, role: role, accepted: accepted)
    }
}

extension InviteTerms {
    /// An invite of team 42 with this random part.
    package static func sample(
        _ random: UInt64, role: Role = .member, expiresAt: Timestamp? = nil, days: Int? = nil, maxUses: Int? = nil,
        extras: InviteExtras = InviteExtras(), idempotencyKey: IdempotencyKey? = nil, history: InviteHistory? = nil
    ) -> InviteTerms {
        let editable = EditableTerms(expiresAt: expiresAt, expiresInDays: days, maxUses: maxUses, extras: extras)
        return InviteTerms(
            id: InviteID(teamID: 42, random: random), role: role, editable: editable, idempotencyKey: idempotencyKey,
            history: history)
    }
}

extension InviteTerms {
    /// An invite of team 42 for a token that was brought along, of which only the digest counts.
    package static func imported(
        _ token: String, expiresAt: Timestamp? = nil, maxUses: Int? = nil, history: InviteHistory? = nil
    ) -> InviteTerms {
        let digest = SecretDigest(of: token[...])
        let editable = EditableTerms(expiresAt: expiresAt, expiresInDays: nil, maxUses: maxUses)
        let id = InviteID(teamID: 42, imported: digest)
        return InviteTerms(id: id, role: .member, editable: editable, tokenDigest: digest, history: history)
    }
}

extension TeamStore {
    /// Lets somebody join by the token of an invite, whatever key made it.
    package func redeem(
        _ id: InviteID, by applicant: Applicant, as author: Author
    ) throws -> (redemption: Redemption, team: TeamProfile)? {
        guard let key = TokenKey(hex: String(repeating: "0", count: 64)) else { preconditionFailure("no key") }
        return try redeem(InviteToken(for: id, key: key), by: applicant, as: author)
    }

    /// Makes a team with these members, accepted unless they are said to be pending.
    package func populate(
        _ profile: TeamProfile,
        _ members: [(UserID, Role)],
        pending: [(UserID, Role)] = []
    ) throws {
        _ = try create(profile, by: .operator)
        for (user, role) in members { try add(.sample(user, role), to: profile.id) }
        for (user, role) in pending { try add(.sample(user, role, accepted: false), to: profile.id) }
    }

    private func add(_ terms: MemberTerms, to team: TeamID) throws {
        _ = try update(team) { team, now in try team.addMember(terms, by: .operator, at: now) }
    }
}

extension Team {
    /// A team from the changes of its history, one event each.
    package static func folded(_ changes: [Change], at moment: Timestamp = noon) throws -> Team {
        try begin(changes, by: .operator, at: moment).team
    }

    /// A team with these accepted members.
    package static func sample(
        _ profile: TeamProfile = .sample(),
        _ members: [(UserID, Role)] = [(17, .admin)]
    ) throws -> Team {
        try folded([.teamCreated(profile)] + members.map { .memberAdded(.sample($0.0, $0.1)) })
    }
}

extension LocalPath {
    /// Cal.com's own callback.
    package static let gettingStarted: LocalPath = {
        guard let path = LocalPath("/getting-started") else { preconditionFailure("no path of the site") }
        return path
    }()
}
