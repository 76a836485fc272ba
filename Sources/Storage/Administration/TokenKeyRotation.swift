package import InviteDomain

/// A change of the keys of tokens; one at a time, and no import beside it.
package protocol TokenKeyRotation: AnyObject {
    /// The keys as they are.
    func keys() throws -> TokenKeys

    /// Makes `random` the key, or completes a rotation that died.
    ///
    /// - Parameter random: 32 bytes that nobody can guess.
    /// - Returns: the keys as they are now, and which of both was done.
    /// - Throws: `StoreError`; what was written until then, the next rotation completes.
    func rotate(random: [UInt8]) throws -> (keys: TokenKeys, isCompletion: Bool)

    /// Takes old keys away: no token of theirs proves anything any more.
    func drop(_ fingerprints: Set<String>) throws
}
