import InviteTestSupport
import SystemPackage

@testable import FlatFileStore

/// A store in a new state folder, with its layout.
func withFileStore(
    capacity: Int = 1_000,
    _ body: (FlatFileStore, StateLayout) throws -> Void
) throws {
    try withTemporaryDirectory { directory in
        let key = [UInt8](repeating: 7, count: 32)
        let layout = try StateFolder.create(at: directory.appending("state"), randomKey: key)
        try body(FlatFileStore(layout, clock: { noon }, capacity: capacity), layout)
    }
}
