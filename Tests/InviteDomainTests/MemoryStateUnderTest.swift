import InviteDomain
import InviteTestSupport
import Storage
import StoreContract

/// A state in memory, whose handles share it.
struct MemoryStateUnderTest: StateUnderTest {
    let clock = TestClock()
    private let state = MemoryState()

    func open() throws -> any OpenState { OpenMemory(state, clock) }

    func withoutRoom(_ body: () throws -> Void) throws {
        state.isFull = true
        defer { state.isFull = false }
        try body()
    }
}

private struct OpenMemory: OpenState {
    private let store: MemoryTeamStore
    private let memory: MemoryCredentials
    private let memoryFeed: MemoryFeed
    let teamRequests: any TeamRequests
    private let state: MemoryState
    let importedTokens: any ImportedTokens

    init(_ state: MemoryState, _ clock: TestClock) {
        self.state = state
        store = MemoryTeamStore(on: state, clock: clock.tell)
        memory = MemoryCredentials(on: state)
        memoryFeed = MemoryFeed(on: state)
        teamRequests = MemoryTeamRequests(on: state, clock: clock.tell)
        importedTokens = MemoryImportedTokens(on: state)
    }

    var teams: any TeamStore { store }
    var feed: any EventFeed { memoryFeed }
    var credentials: any CredentialStore { memory }

    func compact(_ id: TeamID, keeping retention: Retention) throws { try store.compact(id, keeping: retention) }

    func follow(_ id: TeamID) -> () throws -> [Event] {
        var position = 0
        return {
            defer { position = store.events(of: id).count }
            return Array(store.events(of: id).dropFirst(position))
        }
    }

    func beginImport() throws -> any ImportSession { try MemoryImport(into: store, on: state) }
}
