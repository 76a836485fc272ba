import Crypto

/// The SHA-256 digest under which a secret is stored.
///
/// A plain hash is enough: the secrets are 128 random bits or more, so there is nothing to guess.
package struct SecretDigest: Hashable, Sendable {
    /// 64 lower-case hex digits.
    package let text: String

    package init(of secret: Substring) {
        text = Hex.text(SHA256.hash(data: Array(secret.utf8)).firstBytes(32))
    }

    /// A digest made elsewhere, nil unless it is 64 lower-case hex digits.
    package init?(text: String) {
        guard Hex.bytes(text, count: 32) != nil else { return nil }
        self.text = text
    }
}

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

/// A new secret, to be shown once.
package struct NewSecret: Sendable {
    /// The whole bearer, prefix included.
    package let bearer: String
    package let digest: SecretDigest

    /// An API key of `prefix` and 32 hex digits.
    package static func apiKey(prefix: String, random: [UInt8]) -> NewSecret {
        precondition(random.count == 16, "an API key is made of 16 random bytes")
        let secret = Hex.text(random)
        return NewSecret(bearer: prefix + secret, digest: SecretDigest(of: secret[...]))
    }

    /// An opaque access token.
    package static func accessToken(random: [UInt8]) -> NewSecret {
        precondition(random.count == 32, "an access token is made of 32 random bytes")
        let bearer = "oat_" + Hex.text(random)
        return NewSecret(bearer: bearer, digest: SecretDigest(of: bearer[...]))
    }
}
