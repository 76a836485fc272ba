import InviteDomain
import InviteTestSupport
import StoreContract
import Testing

/// The stores of the tests keep what every store promises, but for durability.
@Suite struct MemoryStoreContractTests {
    @Test("what every store promises, memory keeps", arguments: StorePromise.all)
    func promise(_ promise: StorePromise) throws { try promise.check(on: MemoryStateUnderTest()) }

    @Test("a write that fails is not remembered")
    func failedWrites() throws { try StorePromise.forgetsFailedWrites.check(on: MemoryStateUnderTest()) }

    @Test("an update inside an update ends the process")
    func reentry() async {
        await #expect(processExitsWith: .failure) { try StorePromise.enterTwice(MemoryStateUnderTest()) }
    }
}
