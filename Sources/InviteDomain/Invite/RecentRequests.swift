/// The requests with an `Idempotency-Key` of the last 24 hours, and the invites that they made.
package struct RecentRequests: Sendable {
    /// One of these requests, the invite that it made, and when.
    package struct Entry: Equatable, Sendable {
        package let idempotencyKey: IdempotencyKey
        package let inviteID: InviteID
        package let at: Timestamp

        package init(idempotencyKey: IdempotencyKey, inviteID: InviteID, at: Timestamp) {
            self.idempotencyKey = idempotencyKey
            self.inviteID = inviteID
            self.at = at
        }

        func isRecent(at now: Timestamp) -> Bool { IdempotencyKey.isRecent(since: at, at: now) }
    }

    private var entries: [Fingerprint: Entry] = [:]
    /// How many entries there may be before the old ones are dropped.
    private var bound = 64

    /// The invite that the same request made before, nil when there was none.
    func invite(of key: IdempotencyKey, at now: Timestamp) throws(Refusal) -> InviteID? {
        guard let entry = entries[key.fingerprint], entry.isRecent(at: now) else { return nil }
        guard entry.idempotencyKey.body == key.body else { throw .idempotencyKeyReused }
        return entry.inviteID
    }

    /// The requests that still count as repeatable, oldest first.
    func all(at now: Timestamp) -> [Entry] {
        let recent = entries.values.filter { $0.isRecent(at: now) }
        return recent.sorted {
            ($0.at, $0.idempotencyKey.fingerprint.description) < ($1.at, $1.idempotencyKey.fingerprint.description)
        }
    }

    mutating func note(_ entry: Entry) {
        entries[entry.idempotencyKey.fingerprint] = entry
        guard entries.count > bound else { return }
        entries = entries.filter { $0.value.isRecent(at: entry.at) }
        bound = 2 * entries.count + 64
    }
}
