import InviteDomain
import InviteTestSupport
import StoreContract
import SystemPackage
import Testing

@testable import FlatFileStore

/// Files keep what every store promises.
@Suite struct FileStoreContractTests {
    @Test("what every store promises, files keep", arguments: StorePromise.all)
    func promise(_ promise: StorePromise) throws {
        try withTemporaryDirectory { try promise.check(on: FileStateUnderTest(in: $0)) }
    }

    @Test("a write that fails is not remembered")
    func failedWrites() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryDirectory { try StorePromise.forgetsFailedWrites.check(on: FileStateUnderTest(in: $0)) }
        }
    }

    @Test("an update inside an update ends the process")
    func reentry() async throws {
        try await withTemporaryDirectory { directory in
            _ = await #expect(processExitsWith: .failure) { [path = directory.string as String] in
                try StorePromise.enterTwice(FileStateUnderTest(in: FilePath(path)))
            }
        }
    }
}
