/// The key that makes tokens, and those that made tokens before it.
///
/// Ids of invites are no secret, so whoever has an old key could make a token of any invite. Therefore an old key has
/// an end: it proves only tokens of invites that were made before, which is asked when a token is used.
package struct TokenKeys: Sendable {
    /// Makes all tokens, and proves them.
    package let current: TokenKey
    /// The newest first; they prove tokens and make none.
    package let old: [Old]

    package struct Old: Sendable {
        package let key: TokenKey
        /// It proves only tokens of invites made before; nil while a rotation is not through yet.
        package let until: Timestamp?

        package init(_ key: TokenKey, until: Timestamp?) {
            self.key = key
            self.until = until
        }

        /// True if a link of that invite may have been made with this key.
        package func mayHaveMade(_ invite: Invite) -> Bool { until.map { invite.createdAt < $0 } ?? true }
    }

    package init(_ current: TokenKey, old: [Old] = []) {
        self.current = current
        self.old = old
    }

    /// True after a rotation that died half-way: an old key still proves everything.
    package var isHalfRotated: Bool { old.contains { $0.until == nil } }

    package func token(for id: InviteID) -> InviteToken { InviteToken(for: id, key: current) }

    /// A token that somebody presented, nil unless one of the keys made it.
    func token(presented text: String) -> InviteToken? {
        if let token = InviteToken(presented: text, key: current) { return token }
        for old in old {
            if let token = InviteToken(presented: text, key: old.key, createdBefore: old.until) { return token }
        }
        return nil
    }
}
