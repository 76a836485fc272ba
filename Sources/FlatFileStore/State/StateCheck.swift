import InviteDomain
import PrivateFiles
package import SystemPackage

/// What looking at every file of a state found.
package struct StateCheck: Sendable {
    package private(set) var teams = 0
    package private(set) var members = 0
    package private(set) var invites = 0
    package private(set) var credentials = 0
    /// One sentence each, naming the file; empty when all is well.
    package private(set) var problems: [String] = []
    /// What an operator should know although nothing is wrong, one sentence each.
    package private(set) var notes: [String] = []
    /// The teams' accepted members, by the organization in which each has to be a member too.
    private var expected: [TeamID: [(team: TeamID, member: Member)]] = [:]

    /// Reads every file of the state from its beginning; changes nothing.
    package init(_ layout: StateLayout, tokenKey: FilePath? = nil) {
        note { try $0.checkTokenKeys(TokenKeyFile(tokenKey ?? layout.tokenKey)) }
        note { $0.credentials = try CredentialFiles(layout).all().count }
        let store = FlatFileStore(layout, capacity: 0)
        note { check in
            for id in try store.teamIDs() { check.note { try $0.checkTeam(id, in: store) } }
        }
        for (id, members) in expected.sorted(by: { $0.key < $1.key }) {
            note { try $0.checkOrganization(id, members, in: store) }
        }
        note { try $0.checkNames(layout) }
        note { try $0.checkArchive(layout) }
    }

    private mutating func checkTeam(_ id: TeamID, in store: FlatFileStore) throws {
        _ = try store.read(id) { team in
            teams += 1
            members += team.members.count
            invites += team.invites.count
            let ledger = store.layout.ledger(of: id)
            if team.id != id { problems.append("ledger '\(ledger)' is that of team \(team.id)") }
            for invite in team.invites.all { note { try $0.checkToken(of: invite, store.layout) } }
            let ids = team.invites.all.map(\.id)
            if Set(ids).count < ids.count { problems.append("ledger '\(ledger)' creates an invite twice") }
            checkUses(of: team, ledger)
            if let organization = team.profile.parentID {
                let accepted = team.members.filter(\.accepted).map { (id, $0) }
                if !accepted.isEmpty { expected[organization, default: []] += accepted }
            }
        }
    }

    /// Every use of an invite is somebody's membership, but for those from before it was brought here.
    private mutating func checkUses(of team: Team, _ ledger: FilePath) {
        let joined = team.members.joinedByInvite.reduce(into: [InviteID: Int]()) { counts, member in
            if let invite = member.inviteID { counts[invite, default: 0] += 1 }
        }
        for invite in team.invites.all {
            let count = invite.usesElsewhere + joined[invite.id, default: 0]
            if invite.uses == count { continue }
            problems.append("ledger '\(ledger)': invite \(invite.id) has \(invite.uses) uses, but \(count) joined")
        }
    }

    /// Finds members whose way into the organization was interrupted, which the same step taken again completes.
    private mutating func checkOrganization(
        _ id: TeamID, _ expected: [(team: TeamID, member: Member)], in store: FlatFileStore
    ) throws {
        let isThere: Void? = try store.read(id) { organization in
            for (team, member) in expected
            where !organization.knows(member) && !organization.hasTakenOut(member) {
                let advice = "'invitectl member accept --team \(team) --member \(member.id)' completes that"
                notes.append("member \(member.id) of team \(team) is not in its organization \(id) yet; \(advice)")
            }
        }
        if isThere == nil { problems.append("organization \(id) of team \(expected[0].team) has no ledger") }
    }

    /// A token that was brought along has to lead to its invite.
    private mutating func checkToken(of invite: Invite, _ layout: StateLayout) throws {
        guard let digest = invite.tokenDigest, try ImportedTokenFiles(layout).inviteID(of: digest) != invite.id else {
            return
        }
        let file = layout.importedToken(digest)
        problems.append("'\(file)' does not lead to invite \(invite.id); run the import again, or restore it")
    }

    private mutating func checkTokenKeys(_ file: TokenKeyFile) throws {
        guard try file.contents().isHalfRotated else { return }
        notes.append("a rotation of the token key was interrupted; 'invitectl token-key rotate' completes it")
    }

    /// Finds what does not belong among the ledgers.
    private mutating func checkNames(_ layout: StateLayout) throws {
        for name in try layout.teams.directoryEntries() where !name.hasPrefix(".new.") {
            let stem = name.hasSuffix(".jsonl") ? name.dropLast(6) : name.hasSuffix(".lock") ? name.dropLast(5) : ""
            if TeamID(stem) == nil { problems.append("'\(layout.teams.appending(name))' does not belong here") }
        }
    }

    /// An archived ledger has to be whole, and to end with the event in its name.
    private mutating func checkArchive(_ layout: StateLayout) throws {
        for name in try layout.archive.directoryEntries() where name != layout.compactionLock.lastComponent?.string {
            let path = layout.archive.appending(name)
            guard let (team, last) = LedgerArchive.parse(name) else {
                problems.append("'\(path)' does not belong here")
                continue
            }
            note { check in
                guard let ledger = try Ledger.open(path, forWriting: false) else { return }
                let end = try ledger.fold(from: nil).team.sequence
                if try Ledger.open(layout.ledger(of: team), forWriting: false)?.identity == ledger.identity {
                    let advice = "'invitectl ledger compact \(team)' completes that"
                    check.notes.append("ledger '\(path)' is in use still, its compaction was interrupted; \(advice)")
                } else if end != last {
                    check.problems.append("ledger '\(path)' ends with event \(end)")
                }
            }
        }
    }

    private mutating func note(_ look: (inout StateCheck) throws -> Void) {
        do {
            try look(&self)
        } catch {
            // A damaged organization is met twice: as a team, and as that of its teams.
            if !problems.contains("\(error)") { problems.append("\(error)") }
        }
    }
}
