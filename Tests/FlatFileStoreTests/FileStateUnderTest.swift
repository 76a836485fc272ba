import InviteDomain
import InviteTestSupport
import Storage
import StoreContract
import SystemPackage
import Testing

@testable import FlatFileStore

/// A state in files, in a folder of the test's own.
struct FileStateUnderTest: StateUnderTest {
    let clock = TestClock()
    private let layout: StateLayout

    init(in directory: FilePath) throws {
        layout = try StateFolder.create(
            at: directory.appending("state"), randomKey: [UInt8](repeating: 7, count: 32))
    }

    func open() throws -> any OpenState { OpenFiles(layout, clock) }

    /// No file grows meanwhile by more than one line or two.
    func withoutRoom(_ body: () throws -> Void) throws {
        try limitFiles(to: Stat(layout.ledger(of: 42)).size + 200)
        defer { #expect(throws: Never.self) { try limitFiles(to: nil) } }
        try body()
    }
}

private struct OpenFiles: OpenState {
    private let layout: StateLayout
    private let clock: TestClock
    private let store: FlatFileStore
    private let files: CredentialFiles
    let feed: any EventFeed
    let teamRequests: any TeamRequests

    init(_ layout: StateLayout, _ clock: TestClock) {
        self.layout = layout
        self.clock = clock
        store = FlatFileStore(layout, clock: clock.tell, patience: .zero)
        files = CredentialFiles(layout, clock: clock.tell)
        feed = FlatFileFeed(store, waiters: 1)
        teamRequests = TeamRequestFiles(layout, clock: clock.tell, patience: .zero)
    }

    var teams: any TeamStore { store }
    var credentials: any CredentialStore { files }
    var importedTokens: any ImportedTokens { ImportedTokenFiles(layout) }

    func compact(_ id: TeamID, keeping retention: Retention) throws {
        _ = try store.compact(id, keeping: retention, by: .operator)
    }

    func follow(_ id: TeamID) -> () throws -> [Event] {
        var tail = LedgerTail(id, in: layout, fromArchive: true)
        return {
            var events: [Event] = []
            try tail.next { events.append($0.event) }
            return events
        }
    }

    func beginImport() throws -> any ImportSession {
        try StateImport.begin(store, clock: clock.tell, patience: .zero)
    }
}
