package import InviteDomain

/// Verifies tokens in JWT form (RFC 7519) that an authorization server has signed.
///
/// Which algorithms are believed comes from the rules, which key from where keys are kept, and the algorithm of a key
/// from the key; a token's `alg` only has to agree (RFC 8725, 3.1). Keys are read again for each token, and taken apart
/// again when they are not as they were: so a key that is added or withdrawn is so at once.
package final class SignedTokenVerifier: AccessTokenVerifier {
    private let rules: AccessTokenRules
    private let sources: KeySources
    private var keySet: Kept<KeySet>
    private var secret = Kept<VerificationKey> { contents, _ in try SharedSecret.key(in: contents) }

    /// A verifier whose keys can be had at this moment.
    ///
    /// - Parameters:
    ///   - rules: what the operator has set.
    ///   - sources: where the keys are.
    ///   - notice: is told of each key that is passed over because something is wrong with it, whenever a set is taken
    ///     apart.
    /// - Throws: `StoreError`, if they cannot be read or make no sense.
    package init(
        rules: AccessTokenRules, sources: KeySources, notice: @escaping (String) -> Void = { _ in }
    ) throws {
        self.rules = rules
        self.sources = sources
        keySet = Kept { contents, name in
            let set = try KeySet(contents)
            try set.requireKey(for: rules.algorithms.filter { !$0.isSymmetric })
            for fault in set.faults { notice("\(fault); passed over in '\(name)'") }
            return set
        }
        for algorithm in rules.algorithms { try load(algorithm) }
    }

    package func caller(presenting token: Substring, at now: Timestamp) throws -> Caller {
        do {
            let token = try CompactToken(token)
            try verify(token)
            let claims = try AccessTokenClaims(token, rules)
            return try rules.caller(claims, credentialID: token.id, at: now)
        } catch let fault as TokenFault {
            throw Refusal.unauthenticated(.token(fault))
        }
    }

    /// Fails unless the token is signed by a key that we have, in a way that is allowed.
    private func verify(_ token: CompactToken) throws {
        guard let algorithm = token.algorithm.flatMap({ SigningAlgorithm($0) }), rules.algorithms.contains(algorithm)
        else { throw TokenFault.algorithm }
        let keys = try keys(for: algorithm, id: token.keyID)
        guard keys.contains(where: { $0.verifies(token.signature, of: token.signed) }) else {
            throw TokenFault.signature
        }
    }

    /// The keys with this id, from where keys for this algorithm are kept.
    ///
    /// A shared secret is the only one of its kind and has no id. It never comes from the key set, nor a public key from
    /// the file of the secret: so no public key is ever taken for a secret.
    private func keys(for algorithm: SigningAlgorithm, id: String?) throws -> [VerificationKey] {
        algorithm.isSymmetric
            ? [try secret.value(of: sources.secret)]
            : try keySet.value(of: sources.keySet).keys(for: algorithm, id: id)
    }

    private func load(_ algorithm: SigningAlgorithm) throws {
        if algorithm.isSymmetric {
            _ = try secret.value(of: sources.secret)
        } else {
            _ = try keySet.value(of: sources.keySet)
        }
    }
}

/// What was made of a source's contents, for as long as they stay the same.
private struct Kept<Value> {
    /// Makes the value of contents, which have a name.
    private let make: ([UInt8], String) throws -> Value
    private var last: (contents: [UInt8], value: Value)?

    init(_ make: @escaping ([UInt8], String) throws -> Value) {
        self.make = make
    }

    mutating func value(of source: KeySources.Source) throws -> Value {
        let (name, contents) = try source()
        if let last, last.contents == contents { return last.value }
        do {
            let value = try make(contents, name)
            last = (contents, value)
            return value
        } catch {
            throw StoreError(.corrupt, "'\(name)' cannot be used: \(error)")
        }
    }
}
