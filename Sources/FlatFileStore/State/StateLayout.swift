import InviteDomain
import ServiceSettings
import SystemPackage

/// Where everything lies in the state folder.
struct StateLayout: Sendable {
    let root: FilePath
    let teams: FilePath
    let credentials: FilePath

    init(_ root: FilePath) {
        self.root = root
        teams = root.appending("teams")
        credentials = root.appending("credentials")
    }

    var format: FilePath { root.appending("format.json") }

    var configuration: FilePath { OperatorFiles(root).configuration }

    var tokenKey: FilePath { OperatorFiles(root).tokenKey }

    var archive: FilePath { root.appending("archive") }

    /// Made by the first reader of the feed.
    var feed: FilePath { root.appending("feed") }

    /// Where each event has its place in the feed.
    var feedIndex: FilePath { feed.appending("index") }

    /// Held while the index of the feed grows.
    var feedLock: FilePath { feed.appending(".lock") }

    /// Held by one who waits for events.
    func feedSlot(_ number: Int) -> FilePath { feed.appending(".wait.\(number)") }

    /// Made by the first import.
    var imported: FilePath { root.appending("imported") }

    /// Made by the first request that makes a team and may be sent again.
    var requests: FilePath { root.appending("requests") }

    /// Held while something is noted of such a request.
    var requestsLock: FilePath { requests.appending(".lock") }

    func request(_ fingerprint: Fingerprint) -> FilePath { requests.appending("\(fingerprint).json") }

    /// The public keys of an authorization server, if there is one.
    var keySet: FilePath { OperatorFiles(root).keySet }

    func ledger(of team: TeamID) -> FilePath { teams.appending("\(team).jsonl") }

    func lock(of team: TeamID) -> FilePath { teams.appending("\(team).lock") }

    /// Held while a ledger is compacted.
    var compactionLock: FilePath { archive.appending(".lock") }

    func credential(_ digest: SecretDigest) -> FilePath { credentials.appending("\(digest.text).json") }

    func importedToken(_ digest: SecretDigest) -> FilePath { imported.appending("\(digest.text).json") }
}
