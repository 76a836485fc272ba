package import InviteDomain
package import SystemPackage

/// Where everything lies in the state folder.
package struct StateLayout: Sendable {
    package let root: FilePath
    package let format: FilePath
    package let configuration: FilePath
    package let tokenKey: FilePath
    package let teams: FilePath
    package let credentials: FilePath
    package let archive: FilePath
    /// Made by the first import.
    package let imported: FilePath
    /// The public keys of an authorization server, if there is one.
    package let keySet: FilePath

    package init(_ root: FilePath) {
        self.root = root
        format = root.appending("format.json")
        configuration = root.appending("config.json")
        tokenKey = root.appending("token.key")
        teams = root.appending("teams")
        credentials = root.appending("credentials")
        archive = root.appending("archive")
        imported = root.appending("imported")
        keySet = root.appending("jwks.json")
    }

    package func ledger(of team: TeamID) -> FilePath { teams.appending("\(team).jsonl") }

    package func lock(of team: TeamID) -> FilePath { teams.appending("\(team).lock") }

    /// Held while a ledger is compacted.
    var compactionLock: FilePath { archive.appending(".lock") }

    package func credential(_ digest: SecretDigest) -> FilePath { credentials.appending("\(digest.text).json") }

    package func importedToken(_ digest: SecretDigest) -> FilePath { imported.appending("\(digest.text).json") }
}
