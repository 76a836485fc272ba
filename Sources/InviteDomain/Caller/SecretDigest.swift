import ByteText
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
