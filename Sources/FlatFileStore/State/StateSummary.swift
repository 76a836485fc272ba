import Glibc
package import InviteDomain
import PrivateFiles
import SystemPackage

/// What is in a state, in numbers.
package struct StateSummary: Sendable {
    package private(set) var teams = 0
    package private(set) var acceptedMembers = 0
    package private(set) var pendingMembers = 0
    package private(set) var invites: [Invite.Status: Int] = [:]
    package private(set) var liveCredentials = 0
    /// Of all files.
    package private(set) var bytes: Int64 = 0
    /// When a file was written last.
    package private(set) var lastWrite: Timestamp?
    /// How many joined by an invite on each of the last days, oldest first, today last.
    package private(set) var joins: [Int]

    /// Counts everything there is; changes nothing.
    ///
    /// - Parameters:
    ///   - layout: where the state is.
    ///   - now: the moment for which the status of invites and credentials is told.
    ///   - days: how many days of joins to count, in UTC.
    /// - Throws: `StoreError` for the first file that cannot be read.
    package init(_ layout: StateLayout, at now: Timestamp, days: Int) throws {
        joins = [Int](repeating: 0, count: days)
        let store = FlatFileStore(layout, capacity: 0)
        for id in try store.teamIDs() { _ = try store.read(id) { count($0, at: now) } }
        liveCredentials = try CredentialFiles(layout).all().count { (try? $0.caller(at: now)) != nil }
        for folder in [layout.root, layout.teams, layout.credentials, layout.archive] { try weigh(folder) }
    }

    private mutating func count(_ team: Team, at now: Timestamp) {
        teams += 1
        let accepted = team.members.count(where: \.accepted)
        acceptedMembers += accepted
        pendingMembers += team.members.count - accepted
        for invite in team.invites.all { invites[invite.status(at: now), default: 0] += 1 }
        for member in team.members.joinedByInvite {
            let position = joins.count - 1 - Int(now.day - member.joinedAt.day)
            if joins.indices.contains(position) { joins[position] += 1 }
        }
    }

    private mutating func weigh(_ folder: FilePath) throws {
        let names: [String]
        do {
            names = try folder.directoryEntries()
        } catch {
            throw StoreError(.unavailable, "readdir", folder, error)
        }
        for name in names {
            guard let facts = try Self.facts(folder.appending(name)), facts.type == .regular else { continue }
            bytes += facts.size
            let written = Timestamp(facts.st_mtim)
            lastWrite = max(lastWrite ?? written, written)
        }
    }

    /// What the kernel says of a file; nil when it is gone by now, because it was being put in another's place.
    private static func facts(_ file: FilePath) throws -> Stat? {
        do {
            return try Stat(file, followTargetSymlink: false)
        } catch Errno.noSuchFileOrDirectory {
            return nil
        } catch {
            throw StoreError(.unavailable, "stat", file, error)
        }
    }
}

extension Timestamp {
    /// Days since 1970-01-01 in UTC.
    fileprivate var day: Int64 { milliseconds / 86_400_000 }
}
