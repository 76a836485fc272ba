/// Where credentials are looked up.
package protocol CredentialStore {
    /// The credential with this digest, nil when there is none. Throws `StoreError`.
    func credential(_ digest: SecretDigest) throws -> Credential?
}
