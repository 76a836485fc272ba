import Crypto
import CryptoExtras
import InviteDomain
import StrictJSON

/// Reads one key of a set (RFC 7518, 6; RFC 8037, 2; RFC 9864).
///
/// A field that is null is not there.
struct KeyReader {
    let fields: JSONFields

    /// What was made of a key.
    enum Outcome {
        case usable(VerificationKey)
        /// The key may be right, and is for something that is not done here.
        case other(String)
    }

    /// The key, if it is one for verifying tokens with an algorithm that is known here.
    ///
    /// - Throws: which field is not as it should be.
    func key() throws(JSONFieldError) -> Outcome {
        _ = try text("kid")
        guard let type = try text("kty") else { throw problem("kty", "RSA, EC or OKP") }
        // Whoever may read such a file could sign tokens.
        if type == "oct" { throw problem("kty", "a public key; a shared secret belongs in INVITE_JWT_SECRET_FILE") }
        if let secret = fields["d"], secret.value != .null {
            throw problem("d", "nothing: the key is a private one, publish its public part")
        }
        if let purpose = try otherPurpose() { return .other(purpose) }
        guard let own = try algorithm(of: type) else { return .other("it is of a kind that is not known here") }
        if let named = try text("alg"), SigningAlgorithm(named) != own { return .other("it is for another algorithm") }
        switch own {
        case .rs256: return .usable(try rsa())
        case .es256: return .usable(try p256())
        case .edDSA: return .usable(try ed25519())
        case .hs256: return .other("it is of a kind that is not known here")
        }
    }

    /// What keys of this type, and of the curve that this one names, are for.
    private func algorithm(of type: String) throws(JSONFieldError) -> SigningAlgorithm? {
        if type == "RSA" { return .rs256 }
        guard type == "EC" || type.isSpelled(like: "OKP") else { return nil }
        guard let curve = try text("crv") else { throw problem("crv", "the name of a curve") }
        switch (type, curve) {
        case ("EC", "P-256"): return .es256
        case ("OKP", "Ed25519"): return .edDSA
        default: return nil
        }
    }

    /// What the key says that it is for, where that is not verifying.
    private func otherPurpose() throws(JSONFieldError) -> String? {
        if let use = try text("use"), use != "sig" { return "it is not for signatures ('use')" }
        guard let operations = try fields["key_ops"]?.optional("an array", \.array) else { return nil }
        return operations.contains(.string("verify")) ? nil : "it is not for verifying ('key_ops')"
    }

    private func rsa() throws(JSONFieldError) -> VerificationKey {
        let (modulus, exponent) = (try bytes("n"), try bytes("e"))
        guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent), key.keySizeInBits <= 8192 else {
            throw problem("n", "with 'e' an RSA key of 2048 to 8192 bits")
        }
        return .rs256(key)
    }

    private func p256() throws(JSONFieldError) -> VerificationKey {
        let point = try bytes("x", count: 32) + bytes("y", count: 32)
        guard let key = try? P256.Signing.PublicKey(rawRepresentation: point) else {
            throw problem("x", "with 'y' a point of the curve P-256")
        }
        return .es256(key)
    }

    private func ed25519() throws(JSONFieldError) -> VerificationKey {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: try bytes("x", count: 32)) else {
            throw problem("x", "32 bytes in base64url")
        }
        return .edDSA(key)
    }

    private func text(_ name: String) throws(JSONFieldError) -> String? { try fields[name]?.optionalText() }

    private func problem(_ name: String, _ expected: String) -> JSONFieldError { fields.problem(name, expected) }

    private func bytes(_ name: String, count: Int? = nil) throws(JSONFieldError) -> [UInt8] {
        let expected = count.map { "\($0) bytes in base64url" } ?? "base64url without '=' at its end"
        guard let text = try text(name), let bytes = Base64URL.decode(Array(text.utf8)[...]), !bytes.isEmpty,
            count == nil || bytes.count == count
        else { throw problem(name, expected) }
        return bytes
    }
}
