package import HTTPTypes
package import InviteDomain

/// Cal.com's team-invite API on top of a team store: request in, answer out.
///
/// Knows neither how requests travel nor where teams are kept.
package struct InviteAPI {
    let teams: any TeamStore
    let credentials: any CredentialStore
    let importedTokens: any ImportedTokens
    let tokens: (any AccessTokenVerifier)?
    let tokenKeys: () throws -> TokenKeys
    let settings: APISettings
    let limits: RequestLimits?
    let clock: () -> Timestamp
    let random: () -> UInt64
    let probe: () throws -> Void
    let writeProbe: () throws -> Void

    /// Wires the API.
    ///
    /// - Parameters:
    ///   - teams: keeps the teams.
    ///   - credentials: keeps the credentials.
    ///   - importedTokens: knows the tokens that were brought along.
    ///   - tokens: believes the tokens of an authorization server, if there is one.
    ///   - tokenKeys: the keys of tokens as they are at this moment; throws a `StoreError`.
    ///   - settings: what the operator has set.
    ///   - limits: how many requests are answered, and who counts them; nil: any number.
    ///   - clock: tells the time.
    ///   - random: 64 bits that nobody can guess.
    ///   - probe: throws a `StoreError` while the state cannot be read.
    ///   - writeProbe: throws one while it cannot be changed.
    package init(
        teams: any TeamStore, credentials: any CredentialStore, importedTokens: any ImportedTokens,
        tokens: (any AccessTokenVerifier)? = nil,
        tokenKeys: @escaping () throws -> TokenKeys, settings: APISettings, limits: RequestLimits? = nil,
        clock: @escaping () -> Timestamp,
        random: @escaping () -> UInt64 = { .random(in: 0 ... .max) },
        probe: @escaping () throws -> Void,
        writeProbe: @escaping () throws -> Void = {}
    ) {
        self.teams = teams
        self.credentials = credentials
        self.importedTokens = importedTokens
        self.tokens = tokens
        self.tokenKeys = tokenKeys
        self.settings = settings
        self.limits = limits
        self.clock = clock
        self.random = random
        self.probe = probe
        self.writeProbe = writeProbe
    }

    /// Answers a request whose target is a path below the mount point and a query.
    ///
    /// - Parameters:
    ///   - request: as it came.
    ///   - body: all of it.
    ///   - address: that of the client, as the web server knows it; nil: nobody is counted by address.
    ///   - asserted: who sent it, where the web server knows; never taken from the request itself.
    ///   - mount: where the web server has the service, asked for only where that is to be told; nil where it does not say.
    /// - Returns: the answer, whatever happened.
    package func respond(
        to request: HTTPRequest, body: [UInt8], from address: String? = nil, asserted: AssertedIdentity? = nil,
        mount: @escaping () -> MountPath? = { nil }
    ) -> Answer {
        var log = Answer.Log(method: request.method.rawValue)
        var failed: (any Error, Failure) -> Content = { _, failure in
            .failure(failure, Asked(request), at: clock(), of: settings.site, random())
        }
        do {
            let call = try call(request, body: body, address, asserted, mount)
            log.route = call?.endpoint.template
            if let call, case .page = call.endpoint.operation { failed = { page(for: $0, $1, call) } }
            guard let call else {
                let fields = Preflight.fields(for: request, takesPatch: takesPatch(request))
                return Answer(Content(status: .noContent, body: [], fields: fields), log: log)
            }
            return Answer(try content(for: call, log: &log), log: log)
        } catch {
            return Answer(refusing: error, log: log, failed)
        }
    }

    /// The endpoint that a request is for; nil for a preflight, which every path answers alike.
    private func call(
        _ request: HTTPRequest, body: [UInt8], _ address: String?, _ asserted: AssertedIdentity?,
        _ mount: @escaping () -> MountPath?
    ) throws -> Call? {
        if request.method == .options { return nil }
        let (endpoint, parameters) = try Endpoint.match(request.method, path: Self.path(of: request), among: endpoints)
        return Call(
            request: request, endpoint: endpoint, parameters: parameters, body: body, address: address,
            asserted: asserted, mount: mount)
    }

    private func takesPatch(_ request: HTTPRequest) -> Bool {
        (try? Endpoint.match(.patch, path: Self.path(of: request), among: endpoints)) != nil
    }

    static func path(of request: HTTPRequest) -> Substring {
        Substring((request.path ?? "").utf8.prefix { $0 != UInt8(ascii: "?") })
    }

    /// What is served.
    var endpoints: [Endpoint] { settings.hasSignupPage ? Endpoint.all : Endpoint.withoutPages }

    private func content(for call: Call, log: inout Answer.Log) throws -> Content {
        switch call.endpoint.operation {
        case .open(let operation):
            let party = operation == .previewInvite ? try previewer(call, log: &log) : call.network
            if operation != .health { try count(party, log: &log) }
            return try countingGuesses(.unknownToken, of: party) { try content(for: operation, call) }
        case .page(let operation):
            try count(call.network, log: &log)
            return try countingGuesses(.unknownToken, of: call.network) { try content(for: operation, call) }
        case .guarded(let operation, let scope):
            let caller = try caller(call, log: &log)
            let represented = operation == .acceptInvite ? try represented(in: call, by: caller) : nil
            try count(represented ?? caller.party, log: &log)
            try caller.require(scope)
            let done = try countingGuesses(.unknownToken, of: represented ?? caller.guesser) {
                try content(for: operation, call, caller)
            }
            log.hasLink = [.createInvite, .showLink].contains(operation)
            return done
        }
    }

    private func caller(_ call: Call, log: inout Answer.Log) throws -> Caller {
        try countingGuesses(.unknownCredential, of: call.network) { try authenticate(call, log: &log) }
    }

    /// Who is counted for a preview: the client, or the one for whom a caller that may vouch speaks.
    private func previewer(_ call: Call, log: inout Answer.Log) throws -> Party? {
        guard call.request.headerFields.value(of: .clientAddress)?.isEmpty == false else { return call.network }
        return try represented(in: call, by: try caller(call, log: &log)) ?? call.network
    }

    private func content(for operation: OpenOperation, _ call: Call) throws -> Content {
        if operation != .health { _ = try call.query() }
        switch operation {
        case .previewInvite: return try previewInvite(call)
        case .openAPI:
            let path = settings.links.servicePath(seen: call.mount())
            return .json(OpenAPIDocument.text(hasPages: settings.hasSignupPage, servedAt: path))
        case .health: return try health(call)
        }
    }

    private func content(for operation: PageOperation, _ call: Call) throws -> Content {
        switch operation {
        case .signupForm: try signupForm(call)
        case .signUp: try signUp(call)
        case .signupDone: page(.done)
        case .gettingStarted: try gettingStarted(call)
        }
    }

    private func content(for operation: GuardedOperation, _ call: Call, _ caller: Caller) throws -> Content {
        _ = try call.query()
        return switch operation {
        case .createInvite: try createInvite(call, caller)
        case .listInvites: try listInvites(call, caller)
        case .revokeInvites: try revokeInvites(call, caller)
        case .readInvite: try readInvite(call, caller)
        case .editInvite: try editInvite(call, caller)
        case .revokeInvite: try revokeInvite(call, caller)
        case .showLink: try showLink(call, caller)
        case .listRedemptions: try listRedemptions(call, caller)
        case .acceptInvite: try acceptInvite(call, caller)
        case .listMemberships: try listMemberships(call, caller)
        case .createMembership: try createMembership(call, caller)
        case .readMembership: try readMembership(call, caller)
        case .updateMembership: try updateMembership(call, caller)
        case .deleteMembership: try deleteMembership(call, caller)
        case .readTeam: try readTeam(call, caller)
        case .readMe: readMe(caller)
        }
    }
}

/// What the operator has set about the API.
package struct APISettings: Sendable {
    package let links: InviteLinks
    package let policy: InvitePolicy
    package let apiKeyPrefix: String
    /// The field in which a credential may come alone, besides `Authorization`; nil for none.
    package let apiKeyHeader: HTTPField.Name?
    /// Whether people find a page under the link, or an application of the site's own.
    package let hasSignupPage: Bool
    /// What the pages say of the site.
    package let site: SignupSite

    package init(
        links: InviteLinks, policy: InvitePolicy, apiKeyPrefix: String, apiKeyHeader: HTTPField.Name? = nil,
        hasSignupPage: Bool = true, site: SignupSite = SignupSite()
    ) {
        var site = site
        site.host = site.host ?? links.host
        self.links = links
        self.policy = policy
        self.apiKeyPrefix = apiKeyPrefix
        self.apiKeyHeader = apiKeyHeader
        self.hasSignupPage = hasSignupPage
        self.site = site
    }
}
