/// The `Idempotency-Key` of a request, as it is kept: the same key with the same body means the same request, sent
/// again.
package struct IdempotencyKey: Equatable, Sendable {
    /// Of the caller and the key that they sent; another user's same key is another one.
    package let fingerprint: Fingerprint
    package let body: Fingerprint

    package init(fingerprint: Fingerprint, body: Fingerprint) {
        self.fingerprint = fingerprint
        self.body = body
    }

    /// True as long as a request of `start` and one of `now` with the same key are the same: for 24 hours.
    package static func isRecent(since start: Timestamp, at now: Timestamp) -> Bool { now < start.adding(days: 1) }

    package init(_ text: String, body: [UInt8], of caller: UserID) {
        self.init(fingerprint: Fingerprint(of: Array("\(caller) \(text)".utf8)), body: Fingerprint(of: body))
    }
}
