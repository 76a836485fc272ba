import Crypto
import CryptoExtras
import InviteDomain
import StrictJSON

/// The public keys of an authorization server, as it publishes them (RFC 7517, 5).
///
/// Keys for something else (other algorithms, encryption) are passed over, since servers publish all of theirs in one
/// set; of the rest each must be right, and one there must be.
struct KeySet {
    private let keys: [Entry]

    private struct Entry {
        let id: String?
        let key: VerificationKey
    }

    /// Reads a key set.
    ///
    /// - Throws: `KeySetProblem`, which names the member and what was expected of it.
    init(_ json: [UInt8]) throws {
        let set: JSONValue
        do {
            set = try JSONReader.value(of: json)
        } catch {
            throw KeySetProblem("it is not JSON (\(error)); expected an object with 'keys'")
        }
        guard let keys = set["keys"]?.array else { throw KeySetProblem("'keys' is no array; expected one of keys") }
        var entries: [Entry] = []
        for (index, json) in keys.enumerated() {
            let key = KeyReader(json: json, place: "keys[\(index)]")
            guard let found = try key.verificationKey() else { continue }
            let id = try key.id()
            if let id, entries.contains(where: { $0.id.isSpelled(like: id) }) {
                throw KeySetProblem("'keys[\(index)].kid' is that of another key too; expected one of its own")
            }
            entries.append(Entry(id: id, key: found))
        }
        guard !entries.isEmpty else {
            throw KeySetProblem("no key in 'keys' is for RS256, ES256 or EdDSA; expected at least one that is")
        }
        self.keys = entries
    }

    /// The key with this id; for a token that names none, the only key there is.
    func key(_ id: String?) -> VerificationKey? {
        guard let id else { return keys.count == 1 ? keys[0].key : nil }
        return keys.first { $0.id.isSpelled(like: id) }?.key
    }
}

/// Why a key set, or a shared secret, cannot be used.
struct KeySetProblem: Error, Equatable, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Reads one key of a set (RFC 7518, 6; RFC 8037, 2).
private struct KeyReader {
    let json: JSONValue
    /// Where it stands, for messages.
    let place: String

    func id() throws(KeySetProblem) -> String? { try text("kid") }

    /// The key, nil if it is for something else than verifying RS256, ES256 or EdDSA.
    func verificationKey() throws(KeySetProblem) -> VerificationKey? {
        guard json.members != nil else { throw KeySetProblem("'\(place)' is no object; expected a key") }
        let type = try text("kty")
        guard let type else { throw problem("kty", "RSA, EC or OKP") }
        // Whoever may read such a file could sign tokens.
        if type == "oct" { throw problem("kty", "a public key; a shared secret belongs in INVITE_JWT_SECRET_FILE") }
        if json["d"] != nil { throw problem("d", "nothing: the key is a private one, publish its public part") }
        guard try isForVerifying() else { return nil }
        let algorithm = try text("alg")
        switch (type, try algorithm == nil ? implied(by: type) : algorithm) {
        case ("RSA", "RS256"): return try rsa()
        case ("EC", "ES256"): return try p256()
        case ("OKP", "EdDSA"), ("OKP", "Ed25519"): return try ed25519()
        default: return nil
        }
    }

    /// What a key without `alg` is for.
    private func implied(by type: String) throws(KeySetProblem) -> String? {
        switch (type, try text("crv")) {
        case ("RSA", _): "RS256"
        case ("EC", "P-256"): "ES256"
        case ("OKP", "Ed25519"): "EdDSA"
        default: nil
        }
    }

    private func isForVerifying() throws(KeySetProblem) -> Bool {
        if let use = try text("use"), use != "sig" { return false }
        guard let operations = json["key_ops"] else { return true }
        guard let operations = operations.array else { throw problem("key_ops", "an array") }
        return operations.contains(.string("verify"))
    }

    private func rsa() throws(KeySetProblem) -> VerificationKey {
        let (modulus, exponent) = (try bytes("n"), try bytes("e"))
        guard let key = try? _RSA.Signing.PublicKey(n: modulus, e: exponent), key.keySizeInBits <= 8192 else {
            throw problem("n", "with 'e' an RSA key of 2048 to 8192 bits")
        }
        return .rs256(key)
    }

    private func p256() throws(KeySetProblem) -> VerificationKey {
        let point = try bytes("x", count: 32) + bytes("y", count: 32)
        guard let key = try? P256.Signing.PublicKey(rawRepresentation: point) else {
            throw problem("x", "with 'y' a point of the curve P-256")
        }
        return .es256(key)
    }

    private func ed25519() throws(KeySetProblem) -> VerificationKey {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: try bytes("x", count: 32)) else {
            throw problem("x", "32 bytes in base64url")
        }
        return .edDSA(key)
    }

    private func text(_ name: String) throws(KeySetProblem) -> String? {
        guard let value = json[name] else { return nil }
        guard let text = value.string else { throw problem(name, "a string") }
        return text
    }

    private func bytes(_ name: String, count: Int? = nil) throws(KeySetProblem) -> [UInt8] {
        let expected = count.map { "\($0) bytes in base64url" } ?? "base64url"
        guard let text = try text(name), let bytes = Base64URL.decode(Array(text.utf8)[...]), !bytes.isEmpty,
            count == nil || bytes.count == count
        else { throw problem(name, expected) }
        return bytes
    }

    private func problem(_ name: String, _ expected: String) -> KeySetProblem {
        KeySetProblem("'\(place).\(name)' is not as it should be; expected \(expected)")
    }
}
