import InviteDomain

// What a row of each table says. A row that says what cannot be gives nil or something that nobody may use: whoever asks
// looks whether a problem was noted.

extension ImportRow {
    func team() -> TeamProfile? {
        let id = required("id", Self.number) { TeamID($0[...]) }
        let name = required("name", "1 to 255 characters") { $0 }
        let slug = optional("slug", "a text") { $0 }
        let parent = optional("parentId", Self.number) { TeamID($0[...]) }
        let isOrganization = flag("isOrganization") ?? false
        guard let id, let name else { return nil }
        let profile = TeamProfile(id: id, name: name, slug: slug, parentID: parent, isOrganization: isOrganization)
        do throws(Refusal) {
            return try profile.validated()
        } catch .invalid(let field, let expected) {
            note(field == "parent" ? "parentId" : field, expected)
        } catch {
            note("id", "a team that may be")
        }
        return nil
    }

    func member() -> (team: TeamID, terms: MemberTerms)? {
        let team = required("teamId", Self.number) { TeamID($0[...]) }
        let user = optional("userId", Self.number) { UserID($0[...]) }
        let role = required("role", "MEMBER, ADMIN or OWNER") { Role(rawValue: $0) }
        if self["accepted"] == nil { note("accepted", "t or f, true or false") }
        let accepted = flag("accepted")
        let email = optional("email") { try TextRule.email($0) }
        let name = cleaned("name")
        let joinedAt = time("joinedAt") ?? time("createdAt")
        let disableImpersonation = flag("disableImpersonation") ?? false
        if self["userId"] == nil, self["email"] == nil {
            note("userId", "\(Self.number), unless it is somebody with an e-mail address alone")
        }
        guard let team, let role, let accepted else { return nil }
        let terms = MemberTerms(
            userID: user, role: role, accepted: accepted, disableImpersonation: disableImpersonation, email: email,
            name: name, joinedAt: joinedAt)
        return (team, terms)
    }

    func key(now: Timestamp) -> Credential? {
        let user = required("userId", Self.number) { UserID($0[...]) }
        let digest = required("hashedKey", Self.digest) { SecretDigest(text: $0) }
        let note = cleaned("note")
        let scopes = self["scopes"].map { _ in
            list("scopes").compactMap { name in
                let scope = Scope(rawValue: name)
                if scope == nil { self.note("scopes", Scope.allCases.map(\.rawValue).joined(separator: ", ")) }
                return scope
            }
        }
        guard let user, let digest else { return nil }
        return Credential(
            kind: scopes.map { .accessToken(scopes: $0) } ?? .apiKey, digest: digest, userID: user,
            createdAt: time("createdAt") ?? now, expiresAt: time("expiresAt"), revokedAt: time("revokedAt"),
            isInstanceAdmin: flag("instanceAdmin") ?? false, canVouch: flag("canVouch") ?? false, note: note
        )
    }

    /// What can be kept of a text that people wrote elsewhere: it keeps nobody out.
    private func cleaned(_ column: String) -> String? {
        optional(column, "a text") { .some(TextRule.cleanedName($0)) } ?? nil
    }

    static let number = "a number from 1 to 2147483647"
    static let digest = "64 lower-case hex digits"
}
