package import InviteDomain

extension Settings {
    /// Requests of one credential, or of one network without a credential; nil: any number.
    package func rateLimit() throws -> RateLimit? { try limit(.rateLimit, default: nil) }

    /// Unknown credentials and tokens of one network; nil: any number.
    package func failureLimit() throws -> RateLimit? {
        try limit(.failureLimit, default: RateLimit(count: 60, seconds: 60))
    }

    /// Sign-ups of one network at the built-in page; nil: any number.
    package func signUpLimit() throws -> RateLimit? {
        try limit(.signUpLimit, default: RateLimit(count: 30, seconds: 60))
    }

    private func limit(_ name: Name, default: RateLimit?) throws -> RateLimit? {
        guard let text = self[name] else { return `default` }
        if text == "off" { return nil }
        guard let limit = RateLimit(text) else { throw problem(name, "requests/seconds such as 120/60, or off") }
        return limit
    }

    /// How many handlers of a state may wait for events at a time.
    package func eventWaiters() throws -> Int { try number(.eventWaiters, in: 0...1000) ?? 1 }

    /// The name of the field in which a credential may come alone; nil, the default: only `Authorization` holds one.
    package func apiKeyHeader() throws -> String? {
        guard let name = self[.apiKeyHeader] else { return nil }
        guard SettingsRule.isFieldForKeys(name) else {
            throw problem(
                .apiKeyHeader, "a field that no browser and no web server sends by itself, such as X-API-Key")
        }
        return name
    }
}
