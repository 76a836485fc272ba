import InviteDomain
package import SystemPackage

/// What looking at every file of a state found.
package struct StateCheck: Sendable {
    package private(set) var teams = 0
    package private(set) var members = 0
    package private(set) var invites = 0
    package private(set) var credentials = 0
    /// One sentence each, naming the file; empty when all is well.
    package private(set) var problems: [String] = []

    /// Reads every file of the state from its beginning; changes nothing.
    package init(_ layout: StateLayout, tokenKey: FilePath? = nil) {
        note { _ in _ = try StateFolder.tokenKey(in: tokenKey ?? layout.tokenKey) }
        note { $0.credentials = try CredentialFiles(layout).all().count }
        let store = FlatFileStore(layout, capacity: 0)
        note { check in
            for id in try store.teamIDs() { check.note { try $0.checkTeam(id, in: store) } }
        }
        note { try $0.checkNames(layout) }
    }

    private mutating func checkTeam(_ id: TeamID, in store: FlatFileStore) throws {
        _ = try store.read(id) { team in
            teams += 1
            members += team.members.count
            invites += team.invites.count
            let ledger = store.layout.ledger(of: id)
            if team.id != id { problems.append("ledger '\(ledger)' is that of team \(team.id)") }
            let ids = team.invites.all.map(\.id)
            if Set(ids).count < ids.count { problems.append("ledger '\(ledger)' creates an invite twice") }
        }
    }

    /// Finds what does not belong among the ledgers.
    private mutating func checkNames(_ layout: StateLayout) throws {
        for name in try layout.teams.directoryEntries() where !name.hasPrefix(".new.") {
            let stem = name.hasSuffix(".jsonl") ? name.dropLast(6) : name.hasSuffix(".lock") ? name.dropLast(5) : ""
            if TeamID(stem) == nil { problems.append("'\(layout.teams.appending(name))' does not belong here") }
        }
    }

    private mutating func note(_ look: (inout StateCheck) throws -> Void) {
        do {
            try look(&self)
        } catch {
            problems.append("\(error)")
        }
    }
}
