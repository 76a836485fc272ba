/// What a caller asks to change of an invite; nil leaves a part as it is, `.some(nil)` takes it away.
package struct InviteEdit: Equatable, Sendable {
    package var expiry: InviteOptions.Expiry?
    package var maxUses: Int??
    package var isPaused: Bool?
    package var name: String??
    package var allowedEmailDomains: [String]?
    /// In the place of all that there is.
    package var metadata: [String: String]?
    /// What is set under single names, or with nil taken away; of the others nothing changes.
    package var metadataChanges: [String: String?] = [:]

    package init() {}

    /// What `invite` is to be after this edit at `now`, or the first part that cannot be.
    func settings(of invite: Invite, at now: Timestamp) throws(Refusal) -> InviteSettings {
        var settings = invite.settings
        if let expiry {
            try InviteRule.check(expiry, at: now)
            (settings.expiresAt, settings.expiresInDays) = (expiry.moment(from: now), expiry.days)
        }
        if let maxUses {
            try InviteRule.check(maxUses: maxUses)
            if let maxUses, maxUses < invite.uses { throw .limitBelowUses(uses: invite.uses) }
            settings.maxUses = maxUses
        }
        if let isPaused { settings.isPaused = isPaused }
        if let name { settings.extras.name = if let name { try TextRule.name(name, field: "name") } else { nil } }
        if let domains = allowedEmailDomains { settings.extras.allowedEmailDomains = try InviteRule.domains(domains) }
        if metadata != nil || !metadataChanges.isEmpty {
            var changed = metadata ?? settings.extras.metadata
            for (name, text) in metadataChanges { changed[name] = text }
            try InviteRule.check(metadata: changed)
            settings.extras.metadata = changed
        }
        return settings
    }
}
