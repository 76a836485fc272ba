import Crypto
import CryptoExtras
import InviteDomain
import InviteTestSupport
import SignedTokens

/// An authorization server in the test itself: keys of every kind, a key set, and tokens of any shape.
struct Signer: Sendable {
    static let shared = Signer()

    let secret = Array("0123456789abcdef0123456789abcdef".utf8)
    private let p256 = P256.Signing.PrivateKey()
    private let ed25519 = Curve25519.Signing.PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey

    private init() {
        guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits2048) else {
            preconditionFailure("no RSA key can be made")
        }
        rsa = key
    }

    /// The keys of the set, as JSON, by their ids.
    var keys: [(id: String, json: String)] {
        guard let primitives = try? rsa.publicKey.getKeyPrimitives() else { preconditionFailure("no RSA key") }
        let point = Array(p256.publicKey.rawRepresentation)
        let (n, e) = (text(primitives.modulus), text(primitives.publicExponent))
        return [
            ("r", #"{"kid":"r","kty":"RSA","alg":"RS256","use":"sig","n":"\#(n)","e":"\#(e)"}"#),
            ("e", #"{"kid":"e","kty":"EC","crv":"P-256","x":"\#(text(point[..<32]))","y":"\#(text(point[32...]))"}"#),
            ("o", #"{"kid":"o","kty":"OKP","crv":"Ed25519","x":"\#(text(ed25519.publicKey.rawRepresentation))"}"#),
        ]
    }

    var keySet: String { #"{"keys":[\#(keys.map(\.json).joined(separator: ","))]}"# }

    /// A key for ES256 of nobody, as JSON.
    static func otherKey(id: String) -> String {
        let point = Array(P256.Signing.PrivateKey().publicKey.rawRepresentation)
        let (x, y) = (shared.text(point[..<32]), shared.text(point[32...]))
        return #"{"kid":"\#(id)","kty":"EC","crv":"P-256","x":"\#(x)","y":"\#(y)"}"#
    }

    /// The signature of a key of the set, or of the secret (`s`); none for any other id.
    func signature(_ signed: String, by id: String) throws -> [UInt8] {
        let bytes = Array(signed.utf8)
        switch id {
        case "s": return Array(HMAC<SHA256>.authenticationCode(for: bytes, using: SymmetricKey(data: secret)))
        case "r":
            let digest = SHA256.hash(data: bytes)
            return Array(try rsa.signature(for: digest, padding: .insecurePKCS1v1_5).rawRepresentation)
        case "e": return Array(try p256.signature(for: bytes).rawRepresentation)
        case "o": return Array(try ed25519.signature(for: bytes))
        default: return []
        }
    }

    /// A token with this header and these claims.
    func token(_ header: String, _ claims: String = Signer.claims, by id: String) throws -> String {
        let signed = text(header.utf8) + "." + text(claims.utf8)
        return signed + "." + text(try signature(signed, by: id))
    }

    /// Claims of Cal.com's kind, good for a minute from noon.
    static let claims = claims(#""userId":17,"teamId":null,"scope":["TEAM_MEMBERSHIP_WRITE"]"#)

    static func claims(_ members: String) -> String {
        #"{\#(members),"token_type":"Access Token","exp":\#(noon.milliseconds / 1000 + 60)}"#
    }

    /// A verifier with the keys of this server.
    func verifier(
        _ algorithms: Set<SigningAlgorithm> = Set(SigningAlgorithm.allCases), userClaim: String = "userId",
        keySet: @escaping () -> String = { Signer.shared.keySet }, notice: @escaping (String) -> Void = { _ in }
    ) throws -> SignedTokenVerifier {
        try verifier(AccessTokenRules(algorithms: algorithms, userClaim: userClaim), keySet: keySet, notice: notice)
    }

    func verifier(
        _ rules: AccessTokenRules, keySet: @escaping () -> String = { Signer.shared.keySet },
        notice: @escaping (String) -> Void = { _ in }
    ) throws -> SignedTokenVerifier {
        try SignedTokenVerifier(
            rules: rules,
            sources: KeySources(
                keySet: { ("jwks.json", Array(keySet().utf8)) }, secret: { ("jwt.secret", secret) }),
            notice: notice)
    }

    /// Base64url.
    func text(_ bytes: some Sequence<UInt8>) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        var (characters, bits, count): ([UInt8], UInt32, UInt32) = ([], 0, 0)
        for byte in bytes {
            (bits, count) = (bits << 8 | UInt32(byte), count + 8)
            while count >= 6 {
                count -= 6
                characters.append(alphabet[Int(bits >> count & 63)])
            }
        }
        if count > 0 { characters.append(alphabet[Int(bits << (6 - count) & 63)]) }
        return String(decoding: characters, as: UTF8.self)
    }
}
