/// Believes tokens that somebody else has signed.
package protocol AccessTokenVerifier {
    /// Whoever presents `token` at this moment.
    ///
    /// Throws `Refusal`, or `StoreError` when the keys cannot be had.
    func caller(presenting token: Substring, at now: Timestamp) throws -> Caller
}
