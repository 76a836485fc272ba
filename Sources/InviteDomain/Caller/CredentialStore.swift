/// Where API keys and access tokens are kept.
///
/// A credential is never removed: one that is revoked says since when. What was added or revoked is on stable storage when
/// the call returns, and all processes know it from then on. Failure: `StoreError`.
package protocol CredentialStore {
    /// The credential with this digest, nil when there is none.
    func credential(_ digest: SecretDigest) throws -> Credential?

    /// All credentials, oldest first.
    func all() throws -> [Credential]

    /// Those with this id, of which there is one unless two digests begin alike.
    func credentials(withID id: String) throws -> [Credential]

    /// Adds a credential; false, and nothing is changed, if it is there already. Either way it is durable then.
    func add(_ credential: Credential) throws -> Bool

    /// Adds a credential whose secret was made of random bytes just now, so that it cannot be there.
    func addNew(_ credential: Credential) throws

    /// Ends a credential for good; one that was revoked before keeps its moment.
    ///
    /// - Returns: the credential as it is now, nil when there is none.
    func revoke(_ digest: SecretDigest, at now: Timestamp) throws -> Credential?
}
