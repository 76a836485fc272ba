package import InviteDomain
import Storage

/// An import without files; one at a time on each state, until nobody has it any more.
package final class MemoryImport: ImportSession {
    package let batchSize = 100
    private let store: MemoryTeamStore
    private let state: MemoryState

    package init(into store: MemoryTeamStore, on state: MemoryState) throws {
        if state.isImporting { throw StoreError(.busy, "another import is running") }
        state.isImporting = true
        self.store = store
        self.state = state
    }

    deinit { state.isImporting = false }

    package func openTokens(_ tokens: some Collection<(digest: SecretDigest, id: InviteID)>) {
        for (digest, id) in tokens { state.importedTokens[digest] = id }
    }

    package func create(_ teams: some Collection<(profile: TeamProfile, arrivals: Arrivals)>) throws {
        for (profile, arrivals) in teams where try !store.create(profile, with: arrivals.changes, by: .operator) {
            throw StoreError(.busy, "team \(profile.id) was made by somebody else meanwhile")
        }
    }

    package func takeIn(_ arrivals: Arrivals, into id: TeamID) throws -> Arrivals {
        guard let taken = try store.update(id, { team, _ in try team.takeIn(arrivals) }) else {
            throw StoreError(.corrupt, "team \(id) has gone meanwhile")
        }
        return taken
    }

    package func add(_ credentials: some Collection<Credential>) -> Int {
        let register = MemoryCredentials(on: state)
        return credentials.count { register.add($0) }
    }

    package func finish() {}
}
