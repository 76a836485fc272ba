import StrictJSON
import SystemPackage

extension SampleState {
    func lock(of team: Int) -> FilePath { folder.appending("teams/\(team).lock") }

    func ledgerFile(of team: Int) -> FilePath { folder.appending("teams/\(team).jsonl") }

    func ledger(of team: Int) throws -> LedgerText { LedgerText(try ledgerFile(of: team).contents()) }

    /// All ledgers as they are on the disk, to be compared later.
    func ledgers() throws -> [[UInt8]] { try Self.teams.map { try ledgerFile(of: $0).contents() } }

    /// The ids that `invitectl invite list` tells.
    func listedInvites(of team: Int = 42) async throws -> Set<String> {
        let invites = try await invitectl("invite list --json --team \(team)").json().array ?? []
        return Set(invites.compactMap { $0["id"]?.string })
    }

    /// The same state in another folder beside it.
    func copy(_ name: String) async throws -> SampleState {
        let copy = SampleState(self, folder: folder.removingLastComponent().appending(name))
        _ = try await Command("cp", "-a", "--", folder.string, copy.folder.string).text()
        return copy
    }

    /// Runs `use` on a new sample state in a folder of its own.
    static func use(_ body: (SampleState) async throws -> Void) async throws {
        try await TemporaryFolder.use { try await body(try await make(in: $0)) }
    }
}
