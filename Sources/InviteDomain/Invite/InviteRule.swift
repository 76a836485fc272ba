/// What the parts of an invite may be, when it is made and when it is edited.
enum InviteRule {
    static func check(_ expiry: InviteExpiry?, at now: Timestamp) throws(Refusal) {
        switch expiry {
        case .days(let days) where !InviteLimits.expiresInDays.contains(days):
            throw .invalid(field: "expiresInDays", expected: InviteLimits.expectedDays)
        case .at(let moment) where moment <= now:
            throw .invalid(field: "expiresAt", expected: "a moment in the future")
        default: break
        }
    }

    static func check(maxUses: Int?) throws(Refusal) {
        guard InviteLimits.maxUses.contains(maxUses ?? 1) else {
            throw .invalid(field: "maxUses", expected: InviteLimits.expectedUses)
        }
    }

    static func domains(_ texts: [String]) throws(Refusal) -> [String] {
        let field = "allowedEmailDomains"
        let limit = InviteLimits.allowedEmailDomains
        guard texts.count <= limit else { throw .invalid(field: field, expected: "at most \(limit) domains") }
        var domains: [String] = []
        for text in texts {
            let domain = try TextRule.domain(text, field: field)
            if !domains.contains(domain) { domains.append(domain) }
        }
        return domains
    }

    static func check(metadata: [String: String]) throws(Refusal) {
        let (entries, name, text) = (
            InviteLimits.metadataEntries, InviteLimits.metadataName, InviteLimits.metadataText
        )
        let isValid =
            metadata.count <= entries
            && metadata.allSatisfy {
                name.contains($0.key.unicodeScalars.count) && $0.value.unicodeScalars.count <= text
            }
        guard isValid else {
            let expected = "at most \(entries) strings of up to \(text) characters, under names of \(name.inWords)"
            throw .invalid(field: "metadata", expected: expected)
        }
    }
}
