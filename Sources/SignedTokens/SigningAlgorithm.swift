/// How an authorization server signs its tokens (RFC 7518, 3.1; RFC 8037, 3.1).
package enum SigningAlgorithm: String, CaseIterable, Sendable {
    /// With a secret that both sides hold, as Cal.com does.
    case hs256 = "HS256"
    case rs256 = "RS256"
    case es256 = "ES256"
    case edDSA = "EdDSA"

    /// True where whoever can verify a token can also make one.
    package var isSymmetric: Bool { self == .hs256 }

    /// The algorithm of this name, in tokens, keys and settings alike; nil for one that is not known here.
    ///
    /// `Ed25519` is the newer name (RFC 9864) of what is `EdDSA` with keys of the curve Ed25519, and others there are not.
    package init?(_ name: String) {
        self.init(rawValue: name == "Ed25519" ? "EdDSA" : name)
    }
}
