package import InviteDomain

/// Credentials without files.
package final class MemoryCredentials: CredentialStore {
    private let state: MemoryState

    package init(on state: MemoryState = MemoryState()) {
        self.state = state
    }

    package func credential(_ digest: SecretDigest) throws -> Credential? { state.credentials[digest] }

    package func all() -> [Credential] {
        state.credentials.values.sorted { ($0.createdAt, $0.digest.text) < ($1.createdAt, $1.digest.text) }
    }

    package func credentials(withID id: String) -> [Credential] { all().filter { $0.id == id } }

    package func add(_ credential: Credential) -> Bool {
        guard state.credentials[credential.digest] == nil else { return false }
        state.credentials[credential.digest] = credential
        return true
    }

    package func addNew(_ credential: Credential) { save(credential) }

    package func revoke(_ digest: SecretDigest, at now: Timestamp) -> Credential? {
        guard var credential = state.credentials[digest] else { return nil }
        credential.revokedAt = credential.revokedAt ?? now
        save(credential)
        return credential
    }

    /// Keeps a credential as it is, whatever there was before.
    package func save(_ credential: Credential) { state.credentials[credential.digest] = credential }
}
