/// What stood behind `Bearer` in a request.
package struct BearerSecret: Equatable, Sendable {
    package let isAPIKey: Bool
    package let digest: SecretDigest

    /// Tells an API key by its prefix, which is not part of what was hashed (Cal.com's form, so that hashed keys can be
    /// brought along); anything else is an access token and hashed whole.
    package init(_ bearer: Substring, apiKeyPrefix: String) {
        isAPIKey = bearer.utf8.starts(with: apiKeyPrefix.utf8)
        let secret = bearer.utf8.dropFirst(isAPIKey ? apiKeyPrefix.utf8.count : 0)
        digest = SecretDigest(of: Substring(secret))
    }

    /// True if a bearer of this kind may open `credential`.
    package func opens(_ credential: Credential) -> Bool {
        digest == credential.digest && isAPIKey == (credential.kind == .apiKey)
    }
}
