import InviteDomain
import PrivateFiles
import StrictJSON
import SystemPackage

/// Keeps, for each token that was brought along, a file named after its digest that names the invite it opens.
///
/// The folder is made by the first import. On a state without one a token that is not ours costs a few calls that find
/// nothing; nothing has to be decided when a handler starts, and one that runs already sees an import at once. A file is
/// written before the ledger that has its invite, so one whose import died names an invite that is not there yet, and
/// opens nothing. None is ever changed or removed.
struct ImportedTokenFiles: ImportedTokens {
    private let layout: StateLayout

    init(_ layout: StateLayout) {
        self.layout = layout
    }

    func inviteID(of digest: SecretDigest) throws -> InviteID? {
        let path = layout.importedToken(digest)
        // Without this folder there may be no tokens; without that one there is no state.
        guard let contents = try GuardedFile.contents(of: path, limit: 4096, inFolderBeside: layout.teams) else {
            return nil
        }
        do {
            guard let id = try JSONReader.value(of: contents)["inviteId"]?.string.flatMap({ InviteID($0) }) else {
                throw JSONShapeError("no 'inviteId'")
            }
            return id
        } catch {
            throw StoreError(.corrupt, "the imported token '\(path)' is damaged: \(error)")
        }
    }

    static func encode(_ id: InviteID) -> [UInt8] {
        var json = JSONWriter()
        json.object { $0.member("inviteId", id.description) }
        return json.line()
    }
}
