/// One thing that every store promises, and the test of it.
///
/// The test target of a backend checks all of them, each on a new state:
///
///     @Test("what every store promises", arguments: StorePromise.all)
///     func promise(_ promise: StorePromise) throws { try promise.check(on: MyState()) }
///
/// Two more need a process of their own, an exit test: `StorePromise.forgetsFailedWrites` changes the process for the
/// while, and `enterTwice` ends it.
package struct StorePromise: Sendable, CustomStringConvertible {
    /// What is promised, as a sentence.
    package let description: String
    private let test: @Sendable (any StateUnderTest) throws -> Void

    init(_ description: String, _ test: @escaping @Sendable (any StateUnderTest) throws -> Void) {
        self.description = description
        self.test = test
    }

    /// Records an issue for what is not kept.
    ///
    /// - Parameter state: a new one, without teams.
    /// - Throws: what a store throws that should not have.
    package func check(on state: any StateUnderTest) throws { try test(state) }

    /// All but `forgetsFailedWrites`.
    package static let all =
        teams + exclusion + time + memberships + founding + credentials + imports + history + feed
}
