import InviteDomain
import PrivateFiles
import SystemPackage

/// The ledgers of a team as they were before they were compacted: `archive/42-<seq>.jsonl` ends with that event.
struct LedgerArchive {
    private let team: TeamID
    private let folder: FilePath

    init(_ team: TeamID, in layout: StateLayout) {
        self.team = team
        folder = layout.archive
    }

    /// The file of a ledger whose last event has this number.
    func file(endingWith sequence: Int) -> FilePath { folder.appending("\(team)-\(sequence).jsonl") }

    /// All of them, oldest first.
    func files() throws -> [(last: Int, path: FilePath)] {
        try Self.names(in: folder).filter { $0.team == team }.map(\.last).sorted().map { ($0, file(endingWith: $0)) }
    }

    /// The last events of the archived ledgers of all teams.
    static func all(in layout: StateLayout) throws -> [TeamID: [Int]] {
        try names(in: layout.archive).reduce(into: [:]) { $0[$1.team, default: []].append($1.last) }
    }

    private static func names(in folder: FilePath) throws -> [(team: TeamID, last: Int)] {
        do {
            return try folder.directoryEntries().compactMap { parse($0) }
        } catch {
            throw StoreError(.unavailable, "readdir", folder, error)
        }
    }

    /// The team and the last event that a name in the archive tells, nil for a name that does not belong there.
    static func parse(_ name: String) -> (team: TeamID, last: Int)? {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasSuffix(".jsonl"), let team = TeamID(parts[0]),
            let last = Int(parts[1].dropLast(6)), last > 0, "\(team)-\(last).jsonl" == name
        else { return nil }
        return (team, last)
    }

    /// Adds a ledger, and says under which name; it has that for good before this returns.
    ///
    /// A compaction that died may have left the same file here under another name, which goes.
    func add(_ ledger: borrowing Ledger, at path: FilePath, endingWith sequence: Int) throws -> FilePath {
        if ledger.links > 1 {
            for (_, file) in try files() where try Ledger.open(file, forWriting: false)?.identity == ledger.identity {
                // One that cannot be removed stays a second name of a file that goes into the archive anyway.
                try? file.remove()
            }
        }
        let file = file(endingWith: sequence)
        do {
            try path.link(as: file)
        } catch Errno.fileExists {
            // Of a compaction since which nothing has happened, all that is here is there: it came meanwhile.
            if let there = try Ledger.open(file, forWriting: false),
                try Self.lastLine(of: there) == Self.lastLine(of: ledger)
            {
                return file
            }
            throw StoreError(.unavailable, "'\(file)' is there already and is another ledger; move it elsewhere")
        } catch {
            throw StoreError(.unavailable, "link to", file, error)
        }
        do {
            try AtomicFile.syncDirectory(folder)
        } catch {
            try? file.remove()
            throw error
        }
        return file
    }

    private static func lastLine(of ledger: borrowing Ledger) throws -> [UInt8] {
        var last: [UInt8] = []
        _ = try ledger.lines(from: 0) { last = Array($0[$1]) }
        return last
    }
}
