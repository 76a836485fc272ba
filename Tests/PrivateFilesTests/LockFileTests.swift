import InviteTestSupport
import SystemPackage
import Testing

@testable import PrivateFiles

/// Who holds a lock, and for how long.
struct LockFileTests {
    @Test("a lock excludes another descriptor of the same file until it is released or dropped")
    func exclusion() throws {
        try withTemporaryDirectory { directory in
            let path = directory.appending("lock")
            let held = try LockFile.acquire(path, creating: true, patience: .zero)
            let other = try FileDescriptor.open(path, .readWrite)
            defer { try? other.close() }
            #expect(!tryLock(other))
            held?.release()
            #expect(tryLock(other))
        }
    }
}
