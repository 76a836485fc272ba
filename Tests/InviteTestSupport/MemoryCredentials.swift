package import InviteDomain
import Storage

/// Credentials without files.
package final class MemoryCredentials: CredentialRegister {
    private let state: MemoryState

    package init(on state: MemoryState = MemoryState()) {
        self.state = state
    }

    package func credential(_ digest: SecretDigest) throws -> Credential? { state.credentials[digest] }

    package func all() -> [Credential] {
        state.credentials.values.sorted { ($0.createdAt, $0.digest.text) < ($1.createdAt, $1.digest.text) }
    }

    package func add(_ credential: Credential) -> Bool {
        guard state.credentials[credential.digest] == nil else { return false }
        state.credentials[credential.digest] = credential
        return true
    }

    package func save(_ credential: Credential) { state.credentials[credential.digest] = credential }
}
