/// What a caller asks to change of an invite; nil leaves a part as it is, `.some(nil)` takes it away.
package struct InviteEdit: Equatable, Sendable {
    package var expiry: InviteExpiry?
    package var maxUses: Int??
    package var isPaused: Bool?
    package var name: String??
    package var allowedEmailDomains: [String]?
    /// Replaces all that there is.
    package var metadata: [String: String]?
    /// Sets single names, or removes them where the value is nil; other names keep their values.
    package var metadataChanges: [String: String?] = [:]

    package init() {}

    /// The terms that `invite` has after this edit at `now`; throws for the first part that is not allowed.
    func editable(of invite: Invite, at now: Timestamp) throws(Refusal) -> EditableTerms {
        var editable = invite.editable
        if let expiry {
            try InviteRule.check(expiry, at: now)
            (editable.expiresAt, editable.expiresInDays) = (expiry.moment(from: now), expiry.days)
        }
        if let maxUses {
            try InviteRule.check(maxUses: maxUses)
            if let maxUses, maxUses < invite.uses { throw .limitBelowUses(uses: invite.uses) }
            editable.maxUses = maxUses
        }
        if let isPaused { editable.isPaused = isPaused }
        if let name { editable.extras.name = if let name { try TextRule.name(name, field: "name") } else { nil } }
        if let domains = allowedEmailDomains { editable.extras.allowedEmailDomains = try InviteRule.domains(domains) }
        if metadata != nil || !metadataChanges.isEmpty {
            var changed = metadata ?? editable.extras.metadata
            for (name, text) in metadataChanges { changed[name] = text }
            try InviteRule.check(metadata: changed)
            editable.extras.metadata = changed
        }
        return editable
    }
}
