/// What the sender of an `Idempotency-Key` asked for: the same key with the same body means the same request, sent again.
package struct RequestMark: Equatable, Sendable {
    /// Of the caller and the key.
    package let key: Fingerprint
    package let body: Fingerprint

    package init(key: Fingerprint, body: Fingerprint) {
        self.key = key
        self.body = body
    }

    /// The mark of a request of `caller`; another user's same key is another one.
    package init(key: String, body: [UInt8], of caller: UserID) {
        self.init(key: Fingerprint(of: Array("\(caller) \(key)".utf8)), body: Fingerprint(of: body))
    }
}
