import Testing

/// Gives the tests of a suite one service to share.
struct ServiceTrait: SuiteTrait, TestScoping {
    @TaskLocal fileprivate static var service: WebService?

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // However many people sign up in the tests of a suite, they come from one address.
        try await WebService.use(settings: ["INVITE_SIGNUP_LIMIT": "off"]) { service in
            try await Self.$service.withValue(service) { try await function() }
        }
    }
}

extension Trait where Self == ServiceTrait {
    /// One service for all tests of the suite, which therefore come one after another.
    static var sharedService: ServiceTrait { ServiceTrait() }
}

extension WebService {
    /// The one that the suite shares.
    static var shared: WebService {
        get throws { try #require(ServiceTrait.service) }
    }
}
