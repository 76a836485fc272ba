package import InviteDomain

/// Tokens that were brought along, without files.
package final class MemoryImportedTokens: ImportedTokens {
    private let state: MemoryState
    /// How often somebody has looked.
    package private(set) var looks = 0

    package init(on state: MemoryState = MemoryState()) {
        self.state = state
    }

    package func inviteID(of digest: SecretDigest) throws -> InviteID? {
        looks += 1
        return state.importedTokens[digest]
    }

    package subscript(digest: SecretDigest) -> InviteID? {
        get { state.importedTokens[digest] }
        set { state.importedTokens[digest] = newValue }
    }
}
