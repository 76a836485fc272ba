/// What `look` finds as soon as it finds something.
///
/// For facts of other processes that nobody is told of. Gives up after half a minute, which no machine that runs tests
/// should need.
func eventually<Result>(_ what: String, _ look: () async throws -> Result?) async throws -> Result {
    let deadline = ContinuousClock.now + .seconds(30)
    while ContinuousClock.now < deadline {
        if let result = try await look() { return result }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw Unexpected("waited in vain: \(what)")
}

/// Waits until `isTrue` is.
func eventually(_ what: String, _ isTrue: () async throws -> Bool) async throws {
    try await eventually(what) { try await isTrue() ? () : nil }
}
