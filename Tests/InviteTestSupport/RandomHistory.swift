package import InviteDomain

/// A team that lives a long and busy life, the same for the same seed.
///
/// Every rule of the domain is asked; what it refuses does not happen.
package struct RandomHistory: Sendable {
    package private(set) var team: Team
    package private(set) var now: Timestamp
    /// All that happened.
    package private(set) var events: [Event]
    private var random: SeededRandom

    package init(seed: UInt64) throws {
        (team, events) = try Team.begin([.teamCreated(.sample())], by: .operator, at: noon)
        now = noon
        random = SeededRandom(seed: seed)
    }

    /// The same life from here on, of a team that was put together in another way.
    package func continued(as team: Team) -> RandomHistory {
        var other = self
        other.team = team
        return other
    }

    /// Lets something happen, so many times; the result is what came of each wish.
    package mutating func live(_ steps: Int) throws -> [String] {
        try (0..<steps).map { _ in
            now = now.adding(seconds: .random(in: 0...40_000, using: &random))
            do {
                let changes = try decide()
                events += try team.record(changes, by: .user(1), at: now)
                return "\(changes)"
            } catch let refusal as Refusal {
                return "\(refusal)"
            }
        }
    }

    private mutating func decide() throws -> [Change] {
        if Int.random(in: 0..<(team.profile.isClosed ? 4 : 40), using: &random) == 0 { return try editTeam().changes }
        let user = someUser()
        let invite = someInvite()
        switch Int.random(in: 0..<11, using: &random) {
        case 0, 1: return try create(by: user).changes
        case 2, 3, 4:
            return try team.redeem(invite, by: Applicant(userID: user), as: .user(user), at: now).changes
        case 5:
            let mark = SubmissionMark(random: (1, .random(in: 0...20, using: &random)))
            let newcomer = Applicant(
                userID: nil, email: "\(user)@example.com", name: "N",
                submission: Bool.random(using: &random) ? nil : mark.digest)
            return try team.redeem(invite, by: newcomer, as: .newcomer, at: now).changes
        case 6: return try team.editInvite(invite, edit(), by: .operator, at: now, policy: InvitePolicy()).changes
        case 7: return try team.revokeInvite(invite, by: .user(1), at: now).changes
        case 8: return try end(user).changes
        case 9:
            guard let person = team.members.keptOut.randomElement(using: &random) else { return [] }
            return try team.readmit([person.id], by: .operator).changes
        default:
            let terms = MemberTerms(userID: user, role: .member, accepted: Bool.random(using: &random))
            return try team.addMember(terms, by: .operator, at: now).changes
        }
    }

    private mutating func editTeam() throws(Refusal) -> Decision<TeamProfile> {
        let name = Bool.random(using: &random) ? nil : "n\(Int.random(in: 0...9, using: &random))"
        return try team.edit(TeamEdit(name: name, isClosed: !team.profile.isClosed), by: .operator, at: now)
    }

    private mutating func create(by user: UserID) throws(Refusal) -> Decision<Invite> {
        var options = InviteOptions()
        options.maxUses = Bool.random(using: &random) ? nil : .random(in: 1...4, using: &random)
        options.name = Bool.random(using: &random) ? nil : "n"
        let number = UInt64.random(in: 0...40, using: &random)
        let key = Bool.random(using: &random) ? nil : IdempotencyKey("\(number)", body: [], of: user)
        return try team.createInvite(
            options, as: .owner, by: .user(user), random: random.next(), at: now, policy: InvitePolicy(),
            idempotencyKey: key)
    }

    /// Takes out a user, or somebody who waits.
    private mutating func end(_ user: UserID) throws(Refusal) -> Decision<Member> {
        let waiting = team.pendingMembers().randomElement(using: &random)
        let reference = Bool.random(using: &random) ? waiting.map { MemberReference.membership($0.id) } : nil
        let keepsOut = Bool.random(using: &random)
        return try team.removeMember(reference ?? .user(user), keepingOut: keepsOut, by: .operator)
    }

    private mutating func edit() -> InviteEdit {
        var edit = InviteEdit()
        if Bool.random(using: &random) { edit.isPaused = Bool.random(using: &random) }
        if Bool.random(using: &random) { edit.expiry = .days(.random(in: 1...30, using: &random)) }
        if Bool.random(using: &random) { edit.maxUses = .some(.random(in: 1...9, using: &random)) }
        return edit
    }

    /// One of two hundred, some of whom have no number.
    private mutating func someUser() -> UserID {
        let number = Int.random(in: 1...200, using: &random)
        return number % 3 == 0 ? UserID(stringLiteral: "auth0|\(number)") : UserID(integerLiteral: number)
    }

    /// One of the last, for those still live.
    private mutating func someInvite() -> InviteID {
        team.invites.all.suffix(12).randomElement(using: &random)?.id ?? InviteID(teamID: 42, random: 1)
    }
}

/// SplitMix64: the same numbers for the same seed.
package struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
