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
