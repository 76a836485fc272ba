import InviteDomain
import InviteMessages
import StrictJSON

/// Everything that the files say, row by row, with what is wrong with it in itself; and afterwards what is wrong with it
/// beside the state, and what the state lacks of it.
final class ImportPlan {
    let problems: ImportProblems
    /// The moment at which it is decided what has ended.
    let now: Timestamp
    private let tokenKeys: TokenKeys
    /// When the key under which the export was made has ended here; nil when it has not.
    private var keyEnd: Timestamp?
    private(set) var teams: [TeamID: Entry<TeamProfile>] = [:]
    private(set) var members: [TeamID: [Entry<MemberTerms>]] = [:]
    private(set) var invites: [TeamID: [Entry<InviteTerms>]] = [:]
    private(set) var keys: [Entry<Credential>] = []
    /// The teams among them that nobody may join.
    private(set) var closed: Set<TeamID> = []
    /// Teams whose rows cannot be taken, and so nothing that belongs to them.
    private(set) var refused: [TeamID: ImportProblems.Cause] = [:]
    /// Invites that admit nobody any more.
    private(set) var ended = 0
    /// Rows of Cal.com's VerificationToken that are no links.
    private(set) var otherTokens = 0

    private var users: [UserPlace: ImportPlace] = [:]
    private struct UserPlace: Hashable {
        let team: TeamID
        let user: UserID
    }

    private var addresses: [[UInt8]: ImportPlace] = [:]
    private var digests: [SecretDigest: ImportPlace] = [:]
    private var inviteIDs: [InviteID: ImportPlace] = [:]
    private var hashedKeys: [SecretDigest: ImportPlace] = [:]

    struct Entry<Value> {
        let value: Value
        let place: ImportPlace
    }

    /// A plan for a state with these keys of tokens.
    init(now: Timestamp, tokenKeys: TokenKeys, _ problems: ImportProblems) {
        self.now = now
        self.problems = problems
        self.tokenKeys = tokenKeys
    }

    /// Takes in a row of a table.
    func add(_ row: ImportRow, of table: ImportTable) {
        switch table {
        case .teams: addTeam(row)
        case .members: addMember(row)
        case .keys: addKey(row)
        case .invites: addInvite(row)
        }
    }

    /// Takes in the first line of an export: its own links live on only under the keys that made them.
    func add(header: JSONValue, _ row: ImportRow) {
        guard header["export"] == .string("invite-fcgi"), header["version"] == .integer(1) else {
            return problems.note(form: "an export that this program does not know; expected version 1", at: row.place)
        }
        let old = header["oldTokenKeys"]?.array?.compactMap(\.string) ?? []
        guard let key = header["tokenKey"]?.string else { return }
        let missing = Set(old + [key]).subtracting(
            tokenKeys.old.map(\.key.fingerprint) + [tokenKeys.current.fingerprint])
        keyEnd = tokenKeys.old.first { $0.key.fingerprint == key }?.until
        if !missing.isEmpty {
            let advice = "bring its token.key along, or take this line out, and all links of the export's own are dead"
            problems.note(file: row.place, column: "tokenKey", "the export was made under another key; \(advice)")
        }
    }

    private func addTeam(_ row: ImportRow) {
        guard let (profile, isClosed) = row.checked(row.team()) else { return refuse(row) }
        if let first = teams[profile.id]?.place { return noteTwice(row, "id", "team \(profile.id)", first) }
        teams[profile.id] = Entry(value: profile, place: row.place)
        if isClosed { closed.insert(profile.id) }
        refused[profile.id] = nil
    }

    /// Whatever belongs to this team cannot be taken, unless another row says the same better.
    private func refuse(_ row: ImportRow) {
        guard let id = row.anyID("id", TeamID.self), teams[id] == nil else { return }
        refuse(id, because: problems.lastCause(at: row.place))
    }

    func refuse(_ id: TeamID, because cause: ImportProblems.Cause) { refused[id] = refused[id] ?? cause }

    private func addMember(_ row: ImportRow) {
        guard let (team, terms) = row.checked(row.member()) else { return }
        if let user = terms.userID {
            let key = UserPlace(team: team, user: user)
            if let first = users[key] {
                return noteTwice(row, row.userColumn(), "user \(user.quoted) of team \(team)", first)
            }
            users[key] = row.place
        } else if let email = terms.email {
            // At the sign-up page two people may give one address: each of them waits.
            let person = terms.accepted ? "" : " \(terms.name ?? "") \(terms.joinedAt?.description ?? "")"
            let key = Array("\(team) ".utf8) + EmailAddress.key(email) + person.utf8
            if let first = addresses[key] { return noteTwice(row, "email", "this address in team \(team)", first) }
            addresses[key] = row.place
        }
        members[team, default: []].append(Entry(value: terms, place: row.place))
    }

    private func addKey(_ row: ImportRow) {
        guard let key = row.checked(row.key(now: now)) else { return }
        if let first = hashedKeys[key.digest] { return noteTwice(row, "hashedKey", "this key", first) }
        hashedKeys[key.digest] = row.place
        keys.append(Entry(value: key, place: row.place))
    }

    private func addInvite(_ row: ImportRow) {
        let before = problems.count
        guard case .of(let team) = row.link() else {
            otherTokens += 1
            return
        }
        guard let team, let terms = row.invite(of: team, now: now), problems.count == before else { return }
        if let first = terms.tokenDigest.flatMap({ digests[$0] }) ?? inviteIDs[terms.id] {
            return noteTwice(row, row.has("token") ? "token" : "inviteId", "this invite", first)
        }
        inviteIDs[terms.id] = row.place
        if let digest = terms.tokenDigest { digests[digest] = row.place }
        let invite = Invite(terms, at: now, by: .operator)
        guard invite.isLive(at: now) else {
            ended += 1
            return
        }
        if let keyEnd, terms.tokenDigest == nil, invite.createdAt >= keyEnd {
            let advice = "its link is dead here; make another invite, and take this line out"
            let sentence = "the export's key ended here at \(keyEnd), before; \(advice)"
            problems.note(row.place, column: "createdAt", sentence)
            return
        }
        invites[team, default: []].append(Entry(value: terms, place: row.place))
    }

    private func noteTwice(_ row: ImportRow, _ column: String, _ what: String, _ first: ImportPlace) {
        problems.note(row.place, column: column, "\(what) is in \(problems.file(of: first)), row \(first.row) already")
    }
}
