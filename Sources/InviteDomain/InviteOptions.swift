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
        switch expiry {
        case .days(let days) where !(1...Self.longestLife).contains(days):
            throw .invalid(
                field: "expiresInDays", expected: "an integer from 1 to \(Self.longestLife), or null for never")
        case .at(let moment) where moment <= now:
            throw .invalid(field: "expiresAt", expected: "a moment in the future")
        default: break
        }
        if let maxUses, !(1...Int(Int32.max)).contains(maxUses) {
            throw .invalid(field: "maxUses", expected: "an integer from 1 to \(Int32.max), or null for no limit")
        }
        if let name { valid.name = try TextRule.name(name, field: "name") }
        valid.allowedEmailDomains = try validDomains()
        try validateMetadata()
        return valid
    }

    private static let longestLife = 365

    private func validDomains() throws(Refusal) -> [String] {
        let field = "allowedEmailDomains"
        guard allowedEmailDomains.count <= 50 else { throw .invalid(field: field, expected: "at most 50 domains") }
        var domains: [String] = []
        for text in allowedEmailDomains {
            let domain = try TextRule.domain(text, field: field)
            if !domains.contains(domain) { domains.append(domain) }
        }
        return domains
    }

    /// Cal.com's own limits for metadata.
    private func validateMetadata() throws(Refusal) {
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

    package init() {}
}
