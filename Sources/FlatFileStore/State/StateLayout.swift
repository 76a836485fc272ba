package import InviteDomain
import ServiceSettings
package import SystemPackage

/// Where everything lies in the state folder.
package struct StateLayout: Sendable {
    package let root: FilePath
    package let teams: FilePath
    package let credentials: FilePath

    package init(_ root: FilePath) {
        self.root = root
        teams = root.appending("teams")
        credentials = root.appending("credentials")
    }

    package var format: FilePath { root.appending("format.json") }

    package var configuration: FilePath { OperatorFiles(root).configuration }

    package var tokenKey: FilePath { OperatorFiles(root).tokenKey }

    package var archive: FilePath { root.appending("archive") }

    /// Made by the first import.
    package var imported: FilePath { root.appending("imported") }

    /// The public keys of an authorization server, if there is one.
    package var keySet: FilePath { OperatorFiles(root).keySet }

    package func ledger(of team: TeamID) -> FilePath { teams.appending("\(team).jsonl") }

    package func lock(of team: TeamID) -> FilePath { teams.appending("\(team).lock") }

    /// Held while a ledger is compacted.
    var compactionLock: FilePath { archive.appending(".lock") }

    package func credential(_ digest: SecretDigest) -> FilePath { credentials.appending("\(digest.text).json") }

    package func importedToken(_ digest: SecretDigest) -> FilePath { imported.appending("\(digest.text).json") }
}
