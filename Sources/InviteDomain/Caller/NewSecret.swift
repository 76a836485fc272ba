import ByteText

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
