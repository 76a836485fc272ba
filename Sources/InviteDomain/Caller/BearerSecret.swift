/// The credential that a request sent behind `Bearer`.
package struct BearerSecret: Equatable, Sendable {
    package let isAPIKey: Bool
    package let digest: SecretDigest

    /// Recognizes an API key by its prefix; anything else is an access token.
    ///
    /// As in Cal.com, whose hashed keys can be imported, the prefix of a key is not part of what is hashed.
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
