package import InviteDomain

/// Credentials, as an operator sees them.
package protocol CredentialRegister: CredentialStore {
    /// All credentials, oldest first.
    func all() throws -> [Credential]

    /// Adds a credential; false, and nothing is changed, if it is there already.
    func add(_ credential: Credential) throws -> Bool

    /// Adds a credential whose secret was made just now, or writes one that was revoked.
    func save(_ credential: Credential) throws
}
