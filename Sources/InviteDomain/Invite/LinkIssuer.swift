/// Makes the token of an invite that is recorded now: that it was made, or that its link is shown again.
///
/// Two rules:
///
/// 1. An invite is not recorded if its link cannot be made. So the keys are asked for before.
/// 2. A token is made with the key that is current *after* the invite is recorded. So the keys are asked for again.
///
/// The second rule is what a rotation of the key relies on. From its end on, an old key proves no token of an invite
/// made later, so no such token may ever have been shown. A rotation and an issue beside it, in the order of time:
///
///     rotation   write new key ── sync ────────────── note end ── write end with old key
///     issue      ask (1) ──────────────── record ──────────────── ask (2), make token
///
/// * If the second answer is the new key, the token is the new key's, and that has no end.
/// * If it is still the old key, the new one was not in place when the invite was recorded, and the end was noted later
///   still: the invite is from before the end, and the old key proves its token for good.
///
/// The first answer proves nothing of that kind: in the picture it is the old key, and if recording takes a little
/// longer, the invite is from after the end. Its link would be dead when it is shown.
package struct LinkIssuer {
    private let keys: () throws -> TokenKeys

    /// - Parameter keys: the keys of tokens as they are at the moment of the call; throws `StoreError`.
    package init(keys: @escaping () throws -> TokenKeys) {
        self.keys = keys
    }

    /// Records an invite and makes its token.
    ///
    /// - Parameter record: records the change; nothing may be told of the invite before it returns.
    /// - Returns: what `record` returned, and the token.
    /// - Throws: `StoreError` for keys that cannot be read, and what `record` throws, which says what became of the change.
    ///   Keys that cannot be read before the change leave nothing recorded. If they could be read before it and not after
    ///   it, the invite is there, and its link can be shown later.
    package func issue(
        _ record: () throws -> RecordedInvite
    ) throws -> (recorded: RecordedInvite, token: InviteToken) {
        _ = try keys()
        let recorded = try record()
        return (recorded, try keys().token(for: recorded.invite.id))
    }
}
