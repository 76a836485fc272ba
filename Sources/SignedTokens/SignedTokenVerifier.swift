import Crypto
package import InviteDomain

/// Verifies tokens in JWT form (RFC 7519) that an authorization server has signed.
///
/// Which algorithms are believed comes from the rules, which key from where keys are kept, and the algorithm of a key
/// from the key; a token's `alg` only has to agree (RFC 8725, 3.1). Keys are read again for each token, and taken apart
/// again when they are not as they were: so a key that is added or withdrawn is so at once.
package final class SignedTokenVerifier: AccessTokenVerifier {
    private let rules: AccessTokenRules
    private let sources: KeySources
    private var keySet = Kept<KeySet>(KeySet.init)
    private var secret = Kept<VerificationKey>(VerificationKey.init(secret:))

    /// A verifier whose keys can be had at this moment.
    ///
    /// - Throws: `StoreError`, if they cannot be read or make no sense.
    package init(rules: AccessTokenRules, sources: KeySources) throws {
        self.rules = rules
        self.sources = sources
        for algorithm in rules.algorithms { _ = try key(for: algorithm, id: nil) }
    }

    package func caller(presenting token: Substring, at now: Timestamp) throws -> Caller {
        do {
            let token = try CompactToken(token)
            try verify(token)
            let claims = try AccessTokenClaims(token, userClaim: rules.userClaim)
            return try rules.caller(claims, credentialID: token.id, at: now)
        } catch let fault as TokenFault {
            throw Refusal.unauthenticated(.token(fault))
        }
    }

    /// Fails unless the token is signed by a key that we have, in a way that is allowed.
    private func verify(_ token: CompactToken) throws {
        guard let algorithm = token.algorithm.flatMap(SigningAlgorithm.init), rules.algorithms.contains(algorithm)
        else { throw TokenFault.algorithm }
        guard let key = try key(for: algorithm, id: token.keyID) else { throw TokenFault.keyUnknown }
        guard key.algorithm == algorithm else { throw TokenFault.algorithm }
        guard key.verifies(token.signature, of: token.signed) else { throw TokenFault.signature }
    }

    /// The key with this id, from where keys for this algorithm are kept.
    ///
    /// A shared secret is the only one of its kind and has no id. It never comes from the key set, nor a public key from
    /// the file of the secret: so no public key is ever taken for a secret.
    private func key(for algorithm: SigningAlgorithm, id: String?) throws -> VerificationKey? {
        algorithm.isSymmetric
            ? try secret.value(of: sources.secret)
            : try keySet.value(of: sources.keySet).key(id)
    }
}

/// Where the keys of an authorization server are kept.
package struct KeySources {
    /// What a source holds at this moment, and what it is called in messages; throws `StoreError`.
    package typealias Source = () throws -> (name: String, contents: [UInt8])

    let keySet: Source
    let secret: Source

    package init(keySet: @escaping Source, secret: @escaping Source) {
        self.keySet = keySet
        self.secret = secret
    }
}

/// What was made of a source's contents, for as long as they stay the same.
private struct Kept<Value> {
    private let make: ([UInt8]) throws -> Value
    private var last: (contents: [UInt8], value: Value)?

    init(_ make: @escaping ([UInt8]) throws -> Value) {
        self.make = make
    }

    mutating func value(of source: KeySources.Source) throws -> Value {
        let (name, contents) = try source()
        if let last, last.contents == contents { return last.value }
        do {
            let value = try make(contents)
            last = (contents, value)
            return value
        } catch {
            throw StoreError(.corrupt, "'\(name)' cannot be used: \(error)")
        }
    }
}

extension VerificationKey {
    /// A secret from a file: all of it, but for a newline at its end.
    init(secret contents: [UInt8]) throws(KeySetProblem) {
        let secret = contents.last == UInt8(ascii: "\n") ? contents.dropLast() : contents[...]
        // RFC 7518, 3.2. Cal.com's own is exactly so long.
        guard secret.count >= 32 else {
            throw KeySetProblem("the secret has \(secret.count) bytes; expected 32 or more")
        }
        // Everybody knows a public key: whoever shared one as a secret would let everybody in.
        guard !secret.starts(with: "-----BEGIN".utf8) else {
            throw KeySetProblem("it is a key in PEM form; expected a secret that only the authorization server knows")
        }
        self = .hs256(SymmetricKey(data: secret))
    }
}
