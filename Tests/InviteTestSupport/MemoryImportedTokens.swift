package import InviteDomain

/// Tokens that were brought along, without files.
package final class MemoryImportedTokens: ImportedTokens {
    private var ids: [SecretDigest: InviteID] = [:]
    /// How often somebody has looked.
    package private(set) var looks = 0

    package init() {}

    package func inviteID(of digest: SecretDigest) throws -> InviteID? {
        looks += 1
        return ids[digest]
    }

    package subscript(digest: SecretDigest) -> InviteID? {
        get { ids[digest] }
        set { ids[digest] = newValue }
    }
}
