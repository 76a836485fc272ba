package import HTTPTypes
package import InviteDomain

/// Cal.com's team-invite API on top of a team store: request in, answer out.
///
/// Knows neither how requests travel nor where teams are kept.
package struct InviteAPI {
    let teams: any TeamStore
    let credentials: any CredentialStore
    let tokenKey: TokenKey
    let settings: APISettings
    let clock: () -> Timestamp
    let random: () -> UInt64
    let probe: () throws -> Void

    /// Wires the API.
    ///
    /// - Parameters:
    ///   - teams: keeps the teams.
    ///   - credentials: keeps the credentials.
    ///   - tokenKey: makes the tokens.
    ///   - settings: what the operator has set.
    ///   - clock: tells the time.
    ///   - random: 64 bits that nobody can guess.
    ///   - probe: throws a `StoreError` while the state cannot be read.
    package init(
        teams: any TeamStore, credentials: any CredentialStore, tokenKey: TokenKey, settings: APISettings,
        clock: @escaping () -> Timestamp, random: @escaping () -> UInt64 = { .random(in: 0 ... .max) },
        probe: @escaping () throws -> Void
    ) {
        self.teams = teams
        self.credentials = credentials
        self.tokenKey = tokenKey
        self.settings = settings
        self.clock = clock
        self.random = random
        self.probe = probe
    }

    /// Answers a request whose target is a path below the mount point and a query.
    package func respond(to request: HTTPRequest, body: [UInt8]) -> Answer {
        var log = Answer.Log(method: request.method.rawValue)
        let target = request.path ?? ""
        do {
            let content = try content(for: request, path: Self.path(of: target), body: body, log: &log)
            return Answer(content, log: log)
        } catch {
            return Answer(refusing: error, path: target, log: log, at: clock())
        }
    }

    private static func path(of target: String) -> Substring {
        Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })
    }

    private func content(
        for request: HTTPRequest, path: Substring, body: [UInt8], log: inout Answer.Log
    ) throws -> Content {
        if request.method == .options { return Content(status: .noContent, body: [], fields: CommonFields.preflight) }
        let (endpoint, parameters) = try Endpoint.match(request.method, path: path)
        log.route = endpoint.template
        switch endpoint.operation {
        case .health:
            try probe()
            return Content(type: "text/plain; charset=utf-8", body: Array("OK".utf8))
        case .openAPI: return .json(Array(OpenAPIDocument.text.utf8))
        case .createInvite:
            let caller = try authenticate(request, log: &log)
            return try createInvite(team: parameters[0], organization: nil, request, body: body, caller)
        case .createOrganizationInvite:
            let caller = try authenticate(request, log: &log)
            return try createInvite(team: parameters[1], organization: parameters[0], request, body: body, caller)
        }
    }
}

/// What the operator has set about the API.
package struct APISettings: Sendable {
    package let links: InviteLinks
    package let policy: InvitePolicy
    package let apiKeyPrefix: String

    package init(links: InviteLinks, policy: InvitePolicy, apiKeyPrefix: String) {
        self.links = links
        self.policy = policy
        self.apiKeyPrefix = apiKeyPrefix
    }
}
