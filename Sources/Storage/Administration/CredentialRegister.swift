package import InviteDomain

/// Credentials, as an operator sees them.
package protocol CredentialRegister: CredentialStore {
    /// All credentials, oldest first.
    func all() throws -> [Credential]

    /// Adds a credential; false, and nothing is changed, if it is there already.
    func add(_ credential: Credential) throws -> Bool

    /// Writes a credential that was just issued, or the revocation of one that is there; replaces what is there.
    func save(_ credential: Credential) throws
}
