import InviteDomain
import StrictJSON

// What a row of each table says. A row that says what cannot be gives nil or something that nobody may use: whoever asks
// looks whether a problem was noted.

extension ImportRow {
    func team() -> (profile: TeamProfile, isClosed: Bool)? {
        let id: TeamID? = requiredID("id")
        let name = required("name", "1 to \(TextRule.longName) characters") { $0 }
        let slug = optional("slug", "a text") { $0 }
        let parent: TeamID? = self.id("parentId")
        let isOrganization = isOrganization
        let isClosed = flag("closed") ?? false
        guard let id, let name else { return nil }
        let profile = TeamProfile(id: id, name: name, slug: slug, parentID: parent, isOrganization: isOrganization)
        do throws(Refusal) {
            return (try profile.validated(), isClosed)
        } catch .invalid(let field, let expected) {
            note(field, expected)
        } catch {
            note("id", "a team that may be")
        }
        return nil
    }

    /// A column of its own says it, or, where there is none, the metadata, as Cal.com had it until 2024.
    private var isOrganization: Bool {
        if has("isOrganization") { return flag("isOrganization") ?? false }
        guard let text = self["metadata"]?.string, let metadata = try? JSONReader.value(of: Array(text.utf8)) else {
            return false
        }
        return metadata["isOrganization"] == .boolean(true)
    }

    func member() -> (team: TeamID, terms: MemberTerms)? {
        let team: TeamID? = requiredID("teamId")
        let user = userID()
        if self["role"] == nil { note("role", "\(Role.alternatives), found nothing") }
        let role = self.role("role")
        if self["accepted"] == nil { note("accepted", "\(ImportTable.flag), found nothing") }
        let accepted = flag("accepted")
        let email = optional("email") { try TextRule.email(SpreadsheetText.trimmed($0)) }
        let name = cleaned("name")
        let joinedAt = time("joinedAt") ?? time("createdAt")
        let disableImpersonation = flag("disableImpersonation") ?? false
        if self[userColumn()] == nil, self["email"] == nil {
            note("userId", "\(Self.number), unless it is somebody with a subject or an e-mail address alone")
        }
        guard let team, let role, let accepted else { return nil }
        let terms = MemberTerms(
            userID: user, role: role, accepted: accepted, disableImpersonation: disableImpersonation,
            email: email,
            name: name, joinedAt: joinedAt)
        return (team, terms)
    }

    func key(now: Timestamp) -> Credential? {
        let user = userID()
        if self[userColumn()] == nil { self.note("userId", "\(Self.number), or a 'subject', found nothing") }
        let digest = required("hashedKey", Self.digest) { SecretDigest(text: $0) }
        let note = cleaned("note")
        let (tokenScopes, keyScopes) = (scopes("scopes"), scopes("keyScopes"))
        if tokenScopes != nil, keyScopes != nil { self.note("keyScopes", "nothing beside 'scopes'") }
        let teams = self["teams"].map { _ in
            numbers("teams").compactMap { text in
                let team = TeamID(text[...])
                if team == nil { self.note("teams", "numbers of teams") }
                return team
            }
        }
        guard let user, let digest else { return nil }
        return Credential(
            kind: tokenScopes == nil ? .apiKey : .accessToken, digest: digest, userID: user,
            createdAt: time("createdAt") ?? now, expiresAt: end("expiresAt"), revokedAt: end("revokedAt"),
            isInstanceAdmin: flag("instanceAdmin") ?? false, canVouch: flag("canVouch") ?? false, note: note,
            reach: Reach(scopes: tokenScopes ?? keyScopes, teams: teams)
        )
    }

    private func scopes(_ column: String) -> [Scope]? {
        self[column].map { _ in
            list(column).compactMap { name in
                let scope = Scope(rawValue: name)
                if scope == nil { note(column, Scope.allCases.map(\.rawValue).joined(separator: ", ")) }
                return scope
            }
        }
    }

    /// What can be kept of a text that people wrote elsewhere: it keeps nobody out.
    private func cleaned(_ column: String) -> String? {
        optional(column, "a text") { text in
            let cleaned = TextRule.cleanedName(text)
            if cleaned.map({ !$0.utf8.elementsEqual(text.utf8) }) ?? true { noteCleaned() }
            return .some(cleaned)
        } ?? nil
    }

    static let digest = "64 lower-case hex digits"
}
