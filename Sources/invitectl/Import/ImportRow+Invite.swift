import InviteDomain
import StrictJSON

extension ImportRow {
    /// Which team's link a row is, in Cal.com's words; nil for another kind of token, which is passed over.
    enum Link {
        case of(TeamID?)
        case none
    }

    /// A row of Cal.com's VerificationToken says whose it is twice, and one whose team was deleted no longer does.
    func link() -> Link {
        let prefix = "invite-link-for-teamId-"
        guard let identifier = self["identifier"]?.string else {
            return .of(requiredID("teamId"))
        }
        guard identifier.hasPrefix(prefix) else { return .none }
        let named = optional("identifier", "\(prefix) and \(Self.number)") { TeamID($0.dropFirst(prefix.count)) }
        guard has("teamId") else { return .of(named) }
        guard self["teamId"] != nil else { return .none }
        let team: TeamID? = id("teamId")
        if let team, let named, team != named { note("teamId", "\(named), as the identifier says") }
        return .of(team)
    }

    /// The invite of a link.
    func invite(of team: TeamID, now: Timestamp) -> InviteTerms? {
        let digest =
            required(oneOf: ["token", "tokenDigest", "inviteId"])
            ? optional("token", Self.digest) { SecretDigest(ofImported: $0) }
                ?? optional("tokenDigest", Self.digest) { SecretDigest(text: $0) } : nil
        if self["token"] != nil, self["tokenDigest"] != nil { note("tokenDigest", "nothing, since there is a token") }
        let id = optional("inviteId", "24 lower-case hex digits") { InviteID($0) }
        // A limit that is merely missing must not be taken for none.
        if !has("expires"), !has("expiresAt") { note("expires", "a time, or a column of that name that is empty") }
        if let id, id.teamID != team { note("inviteId", "an invite of team \(team)") }
        guard let editable = editableTerms(now: now),
            let id = id ?? digest.map({ InviteID(teamID: team, imported: $0) })
        else { return nil }
        let role = role("role") ?? .member
        return InviteTerms(
            id: id, role: role, editable: editable, tokenDigest: digest, history: history(editable, now: now))
    }

    private func editableTerms(now: Timestamp) -> EditableTerms? {
        var request = InviteOptions()
        request.maxUses = integer("maxUses", "an integer from \(InviteLimits.maxUses.inWords), or nothing for no limit")
        let days = "an integer from \(InviteLimits.expiresInDays.inWords)"
        request.expiry = integer("expiresInDays", days).map { .days($0) }
        request.name = optional("name", "a text") { $0 }
        request.allowedEmailDomains = list("allowedEmailDomains")
        request.metadata = map("metadata")
        do throws(Refusal) {
            let valid = try request.validated(at: now)
            var days: Int?
            if case .days(let number)? = valid.expiry { days = number }
            return EditableTerms(
                expiresAt: end("expires") ?? end("expiresAt"), expiresInDays: days, maxUses: valid.maxUses,
                isPaused: flag("paused") ?? false,
                extras: InviteExtras(
                    name: valid.name, allowedEmailDomains: valid.allowedEmailDomains, metadata: valid.metadata))
        } catch .invalid(let field, let expected) {
            note(field, expected)
        } catch {
            note("name", "an invite that may be")
        }
        return nil
    }

    /// What the invite was before, nil when the row does not say.
    private func history(_ editable: EditableTerms, now: Timestamp) -> InviteHistory? {
        let limit = editable.maxUses ?? InviteLimits.maxUses.upperBound
        let uses = integer("uses", "an integer from 0 to \(limit)", in: 0...limit)
        let lastUsedAt = time("lastUsedAt")
        let creator = userID("createdBy", "createdBySubject")
        guard self["createdAt"] != nil || uses != nil || lastUsedAt != nil || creator != nil else { return nil }
        return InviteHistory(
            createdAt: time("createdAt") ?? now, createdBy: creator.map { .user($0) } ?? .operator,
            uses: uses ?? 0,
            lastUsedAt: lastUsedAt)
    }

    private func required(oneOf columns: [String]) -> Bool {
        if columns.contains(where: { self[$0] != nil }) { return true }
        note(columns[0], "\(Self.digest) (or a \(columns.dropFirst().joined(separator: ", or an ")))")
        return false
    }
}
