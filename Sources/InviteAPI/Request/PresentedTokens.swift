import InviteDomain
import Storage

/// Reads the tokens of invites that people and programs present.
struct PresentedTokens {
    private let keys: () throws -> TokenKeys
    private let imported: any ImportedTokens

    init(_ dependencies: Dependencies) {
        keys = dependencies.storage.tokenKeys
        imported = dependencies.storage.importedTokens
    }

    /// The token that somebody presented; a forged one is refused before any ledger is opened.
    func token(_ text: String) throws -> InviteToken {
        guard let token = try InviteToken.presented(text, keys: keys(), imported: imported) else {
            throw Refusal.tokenUnknown
        }
        return token
    }
}
