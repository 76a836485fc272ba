/// What an API key is to be: for whom, how long, and for how much.
package struct KeyTerms: Equatable, Sendable {
    /// As whom the key acts.
    package let userID: UserID
    /// A word about what it is for.
    package let note: String?
    /// Nil: it never expires.
    package let expiresInDays: Int?
    package let reach: Reach
    package let isInstanceAdmin: Bool
    package let canVouch: Bool

    /// How many days a key may live.
    package static let days = 1...36_500
    /// To how many teams a key may be narrowed.
    package static let teams = 1...250

    package init(
        userID: UserID, note: String? = nil, expiresInDays: Int? = nil, reach: Reach = .all,
        isInstanceAdmin: Bool = false, canVouch: Bool = false
    ) {
        self.userID = userID
        self.note = note
        self.expiresInDays = expiresInDays
        self.reach = reach
        self.isInstanceAdmin = isInstanceAdmin
        self.canVouch = canVouch
    }

    package static let expectedDays = "a number from \(days.inWords)"
    package static let expectedTeams = "\(teams.inWords) numbers of teams"
    package static let expectedScopes = "one or more of \(Scope.allCases.map(\.rawValue).joined(separator: ", "))"

    /// The same terms if a key may be like that; what is named twice counts once.
    package func validated() throws(Refusal) -> KeyTerms {
        if let expiresInDays, !Self.days.contains(expiresInDays) {
            throw .invalid(field: "expiresInDays", expected: Self.expectedDays)
        }
        let (scopes, teams) = (reach.scopes?.withoutRepeats(), reach.teams?.withoutRepeats())
        if scopes?.isEmpty == true { throw .invalid(field: "scopes", expected: Self.expectedScopes) }
        if let teams, !Self.teams.contains(teams.count) { throw .invalid(field: "teams", expected: Self.expectedTeams) }
        let note = try note.map { (note) throws(Refusal) in
            try TextRule.name(note, field: "note", limit: TextRule.longName)
        }
        return KeyTerms(
            userID: userID, note: note, expiresInDays: expiresInDays, reach: Reach(scopes: scopes, teams: teams),
            isInstanceAdmin: isInstanceAdmin, canVouch: canVouch)
    }

    /// The key that a secret with this digest opens.
    ///
    /// - Parameters:
    ///   - digest: of the secret.
    ///   - now: when the key is made.
    ///   - body: that of the request, if it may be sent again (`Credential.requestBody`).
    /// - Returns: the key, which is nowhere yet.
    package func key(_ digest: SecretDigest, at now: Timestamp, requestBody body: Fingerprint? = nil) -> Credential {
        Credential(
            kind: .apiKey, digest: digest, userID: userID, createdAt: now,
            expiresAt: expiresInDays.map { now.adding(days: $0) }, isInstanceAdmin: isInstanceAdmin,
            canVouch: canVouch, note: note, reach: reach, requestBody: body)
    }
}

extension Array where Element: Hashable {
    fileprivate func withoutRepeats() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
