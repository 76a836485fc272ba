package import InviteDomain

/// Credentials without files.
package final class MemoryCredentials: CredentialStore {
    private var credentials: [SecretDigest: Credential] = [:]

    package init() {}

    package func credential(_ digest: SecretDigest) throws -> Credential? { credentials[digest] }

    package func save(_ credential: Credential) { credentials[credential.digest] = credential }
}
