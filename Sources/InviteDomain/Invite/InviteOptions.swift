/// What a caller asks of a new invite; what is left out follows the policy.
package struct InviteOptions: Equatable, Sendable {
    /// When the invite is to end.
    package enum Expiry: Equatable, Sendable {
        case never
        case days(Int)
        case at(Timestamp)
    }

    /// Nil: the policy's default life.
    package var expiry: Expiry?
    /// How many may join; nil: any number.
    package var maxUses: Int?
    package var role: Role = .member
    package var name: String?
    /// Nobody else's e-mail address is let in; empty: no such rule.
    package var allowedEmailDomains: [String] = []
    /// The host application's own notes; handed back as they came.
    package var metadata: [String: String] = [:]

    package init() {}

    /// The same options in the form in which they are kept, or the first that cannot be.
    package func validated(at now: Timestamp) throws(Refusal) -> InviteOptions {
        var valid = self
        try InviteRule.check(expiry, at: now)
        try InviteRule.check(maxUses: maxUses)
        if let name { valid.name = try TextRule.name(name, field: "name") }
        valid.allowedEmailDomains = try InviteRule.domains(allowedEmailDomains)
        try InviteRule.check(metadata: metadata)
        return valid
    }
}

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

extension InviteOptions.Expiry {
    func moment(from now: Timestamp) -> Timestamp? {
        switch self {
        case .never: nil
        case .days(let days): now.adding(days: days)
        case .at(let moment): moment
        }
    }

    var days: Int? {
        guard case .days(let days) = self else { return nil }
        return days
    }
}

/// What the parts of an invite may be, when it is made and when it is edited.
enum InviteRule {
    private static let longestLife = 365

    static func check(_ expiry: InviteOptions.Expiry?, at now: Timestamp) throws(Refusal) {
        switch expiry {
        case .days(let days) where !(1...longestLife).contains(days):
            throw .invalid(field: "expiresInDays", expected: "an integer from 1 to \(longestLife), or null for never")
        case .at(let moment) where moment <= now:
            throw .invalid(field: "expiresAt", expected: "a moment in the future")
        default: break
        }
    }

    static func check(maxUses: Int?) throws(Refusal) {
        guard (1...Int(Int32.max)).contains(maxUses ?? 1) else {
            throw .invalid(field: "maxUses", expected: "an integer from 1 to \(Int32.max), or null for no limit")
        }
    }

    static func domains(_ texts: [String]) throws(Refusal) -> [String] {
        let field = "allowedEmailDomains"
        guard texts.count <= 50 else { throw .invalid(field: field, expected: "at most 50 domains") }
        var domains: [String] = []
        for text in texts {
            let domain = try TextRule.domain(text, field: field)
            if !domains.contains(domain) { domains.append(domain) }
        }
        return domains
    }

    /// Cal.com's own limits for metadata.
    static func check(metadata: [String: String]) throws(Refusal) {
        let isValid =
            metadata.count <= 50
            && metadata.allSatisfy {
                (1...40).contains($0.key.unicodeScalars.count) && $0.value.unicodeScalars.count <= 500
            }
        guard isValid else {
            let expected = "at most 50 strings of up to 500 characters, under names of 1 to 40"
            throw .invalid(field: "metadata", expected: expected)
        }
    }
}

/// What the operator lets invites be.
package struct InvitePolicy: Equatable, Sendable {
    /// Life of an invite whose creator asked for none, in days.
    package var expiresInDays = 7
    /// The highest role that a link may grant.
    package var maxRole = Role.member
    /// Live invites that a team may have.
    package var maxActive = 10_000
    /// People without a number who may wait in a team to be let in.
    package var maxPending = 1000
    /// How many of them may have come by one invite.
    package var maxPendingPerInvite = 250

    package init() {}
}
