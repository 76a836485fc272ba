/// Makes API keys, and answers a request that is sent again with the key that it made before.
///
/// The secret of a key is told once and kept nowhere. So that a request with an `Idempotency-Key` can be told it again,
/// its secret is not random: it follows from the request and the key of tokens, which nobody outside knows. A number
/// that counts up makes another secret of the same request once the time is over in which it means the same
/// (`IdempotencyKey.isRecent`).
package struct KeyIssuer {
    private let credentials: any CredentialStore
    private let tokenKeys: () throws -> TokenKeys
    private let prefix: String
    private let random: () -> UInt64

    /// - Parameters:
    ///   - credentials: where the keys are kept.
    ///   - tokenKeys: the keys of tokens as they are at the moment of the call; throws `StoreError`.
    ///   - prefix: that of API keys.
    ///   - random: 64 bits that nobody can guess.
    package init(
        _ credentials: any CredentialStore, tokenKeys: @escaping () throws -> TokenKeys, prefix: String,
        random: @escaping () -> UInt64
    ) {
        self.credentials = credentials
        self.tokenKeys = tokenKeys
        self.prefix = prefix
        self.random = random
    }

    /// Makes a key, or finds the one that the same request has made.
    ///
    /// - Parameters:
    ///   - terms: what the key is to be, already looked at.
    ///   - request: names the request, if it may be sent again.
    ///   - now: the moment of the request.
    /// - Returns: the key, which is on stable storage, and its secret.
    /// - Throws: `idempotencyKeyReused`, and `StoreError`.
    package func issue(
        _ terms: KeyTerms, for request: IdempotencyKey?, at now: Timestamp
    ) throws -> (key: Credential, secret: NewSecret) {
        guard let request else {
            let secret = NewSecret.apiKey(prefix: prefix, random: [random(), random()].flatMap(\.bigEndianBytes))
            let key = terms.key(secret.digest, at: now)
            try credentials.addNew(key)
            return (key, secret)
        }
        var round: UInt64 = 0
        while true {
            let keys = try tokenKeys()
            if let (key, secret) = try earlier(request, round, keys) {
                if IdempotencyKey.isRecent(since: key.createdAt, at: now) {
                    return (try repeated(key, request), secret)
                }
                round += 1
            } else {
                let secret = secret(of: request, round, keys.current)
                let key = terms.key(secret.digest, at: now, requestBody: request.body)
                if try credentials.add(key) { return (key, secret) }
                // The same request came twice at once, and the other was faster: its key is found now.
            }
        }
    }

    /// The key that a request made in a round, whichever key of tokens there was then; nil where it made none.
    private func earlier(
        _ request: IdempotencyKey, _ round: UInt64, _ keys: TokenKeys
    ) throws -> (key: Credential, secret: NewSecret)? {
        for tokenKey in [keys.current] + keys.old.map(\.key) {
            let secret = secret(of: request, round, tokenKey)
            if let key = try credentials.credential(secret.digest) { return (key, secret) }
        }
        return nil
    }

    private func repeated(_ key: Credential, _ request: IdempotencyKey) throws -> Credential {
        guard key.requestBody == request.body else { throw Refusal.idempotencyKeyReused }
        // Whoever made it may not have come to the end of it; this changes nothing, and waits until it is durable.
        _ = try credentials.add(key)
        return key
    }

    private func secret(of request: IdempotencyKey, _ round: UInt64, _ tokenKey: TokenKey) -> NewSecret {
        NewSecret.apiKey(prefix: prefix, random: tokenKey.secret(of: request.fingerprint, round: round))
    }
}
