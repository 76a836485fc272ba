/// What a caller asks of a new invite; for what is left out the policy decides.
package struct InviteOptions: Equatable, Sendable {
    /// Nil: the policy's default life.
    package var expiry: InviteExpiry?
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
