package import InviteDomain

/// Where a signed token has its scopes, and how they are called there.
package struct ScopeRule: Equatable, Sendable {
    /// The names of claims; the first that a token has decides alone.
    package let claims: [String]
    /// What stands before the names of scopes, so that those of others are not taken for ours; empty: nothing.
    package let prefix: String

    /// `scope` is the word of RFC 8693 and RFC 9068, `scp` that of Okta, Entra ID and Hydra.
    package static let usualClaims = ["scope", "scp"]

    package init(claims: [String] = usualClaims, prefix: String = "") {
        self.claims = claims
        self.prefix = prefix
    }

    /// The scope that a token calls `name`; nil for one that we do not know, or that lacks the prefix.
    package func scope(_ name: String) -> Scope? {
        guard name.utf8.starts(with: prefix.utf8) else { return nil }
        return Scope(rawValue: String(name.utf8.dropFirst(prefix.utf8.count)) ?? "")
    }
}
