import InviteDomain
import PrivateFiles
import Storage
import StrictJSON
import SystemPackage

/// Keeps what is noted of each request that makes a team in a file named after the request's fingerprint.
///
/// One lock orders all who note something; it is held while a file is written, which is rare. The folder is made when it
/// is needed. Of a file that has gone nothing follows but that the request is not known any more.
final class TeamRequestFiles: TeamRequests {
    private let layout: StateLayout
    private let clock: () -> Timestamp
    private let patience: Duration
    private var hasFolder = false
    private var hasNoted = false
    private var lastSweep: Timestamp?

    init(_ layout: StateLayout, clock: @escaping () -> Timestamp = Timestamp.now, patience: Duration = .seconds(2)) {
        self.layout = layout
        self.clock = clock
        self.patience = patience
    }

    func reserve(_ id: TeamID, for key: IdempotencyKey, insteadOf other: TeamID?) throws -> TeamID {
        if !hasFolder {
            try PrivateFolder.make(layout.requests)
            // Whoever made it may have died before this.
            try AtomicFile.syncDirectory(layout.root)
            hasFolder = true
        }
        let lock = try LockFile.acquire(layout.requestsLock, creating: true, patience: patience)
        let (path, now) = (layout.request(key.fingerprint), clock())
        if let noted = try Self.reservation(at: path, key.fingerprint)?.team(for: key, insteadOf: other, at: now) {
            // The same holds for the name of the file.
            try AtomicFile.syncDirectory(layout.requests)
            return noted
        }
        try AtomicFile.write(Self.encode(TeamReservation(key: key, team: id, at: now)), to: path)
        lock?.release()
        hasNoted = true
        return id
    }

    /// Removes what is older than 24 hours, at most once an hour and after something was noted here.
    ///
    /// - Throws: `StoreError`, of kind `busy` when somebody notes something at this moment.
    func sweep() throws {
        let now = clock()
        guard hasNoted, lastSweep.map({ $0.adding(seconds: 3600) <= now }) ?? true else { return }
        let lock = try LockFile.acquire(layout.requestsLock, creating: true, patience: .zero)
        for (path, fingerprint) in try Self.files(in: layout) {
            if let found = try Self.reservation(at: path, fingerprint), !found.isRecent(at: now) {
                do {
                    try path.remove()
                } catch {
                    throw StoreError(.unavailable, "remove", path, error)
                }
            }
        }
        lock?.release()
        (hasNoted, lastSweep) = (false, now)
    }

    /// Finds what does not belong among the files, and what is damaged.
    static func check(_ layout: StateLayout, into findings: inout Findings) throws {
        guard PrivateFolder.isThere(layout.requests) else { return }
        for name in try names(in: layout) where name != layout.requestsLock.lastComponent?.string {
            let path = layout.requests.appending(name)
            if name.hasPrefix(".new.") { continue }
            guard let fingerprint = fingerprint(of: name) else {
                findings.problems.append("'\(path)' does not belong here")
                continue
            }
            findings.note { _ in _ = try reservation(at: path, fingerprint) }
        }
    }

    private static func files(in layout: StateLayout) throws -> [(FilePath, Fingerprint)] {
        try names(in: layout).compactMap { name in
            fingerprint(of: name).map { (layout.requests.appending(name), $0) }
        }
    }

    private static func names(in layout: StateLayout) throws -> [String] {
        do {
            return try layout.requests.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", layout.requests, error)
        }
    }

    private static func fingerprint(of name: String) -> Fingerprint? {
        name.hasSuffix(".json") ? Fingerprint(String(name.dropLast(5))) : nil
    }

    private static func encode(_ reservation: TeamReservation) -> [UInt8] {
        var json = JSONWriter()
        json.object {
            $0.member("body", reservation.key.body.description)
            $0.member("teamId", reservation.team.number)
            $0.member("at", reservation.at.description)
        }
        return json.line()
    }

    private static func reservation(at path: FilePath, _ fingerprint: Fingerprint) throws -> TeamReservation? {
        guard let contents = try GuardedFile.contents(of: path) else { return nil }
        let json = try? JSONReader.value(of: contents)
        guard let body = json?["body"]?.string.flatMap({ Fingerprint($0) }),
            let team = json?["teamId"]?.integer.flatMap({ TeamID($0) }),
            let at = json?["at"]?.string.flatMap({ Timestamp($0) })
        else { throw StoreError(.corrupt, "the request '\(path)' is damaged; remove it, or restore it from a backup") }
        return TeamReservation(key: IdempotencyKey(fingerprint: fingerprint, body: body), team: team, at: at)
    }
}
