import ByteText
package import HTTPTypes
package import InviteDomain
import InvitePages
package import Storage

/// Cal.com's team-invite API on top of a team store: request in, answer out.
///
/// Knows neither how requests travel nor where teams are kept. What it serves stands in the tables of the groups of
/// endpoints (`Endpoint`); here is what happens to every request: it is matched to an endpoint, whoever sends it is
/// found out and counted, the endpoint's handler answers, and what fails becomes an answer too.
package struct InviteAPI {
    private let dependencies: Dependencies
    private let authenticator: Authenticator
    private let throttle: Throttle
    private let routes: Routes

    /// Wires the API.
    ///
    /// - Parameters:
    ///   - storage: keeps the teams and credentials.
    ///   - accessTokens: verifies the access tokens of an authorization server, if there is one.
    ///   - settings: what the operator has set.
    ///   - limits: how many requests are answered, and who counts them; nil: any number.
    ///   - clock: tells the time.
    ///   - random: 64 bits that nobody can guess.
    package init(
        storage: any Storage, accessTokens: (any AccessTokenVerifier)? = nil, settings: APISettings,
        limits: RequestLimits? = nil, clock: @escaping () -> Timestamp,
        random: @escaping () -> UInt64 = { .random(in: 0 ... .max) }
    ) {
        dependencies = Dependencies(
            storage: storage, accessTokens: accessTokens, settings: settings, limits: limits, clock: clock,
            random: random)
        authenticator = Authenticator(dependencies)
        throttle = Throttle(dependencies)
        routes = Routes(pages: settings.hasSignupPage)
    }

    /// Answers a request whose target is a path below the mount point and a query.
    ///
    /// - Parameters:
    ///   - request: as it came.
    ///   - body: all of it.
    ///   - address: that of the client, as the web server knows it; nil: nobody is counted by address.
    ///   - asserted: who sent it, where the web server knows; never taken from the request itself.
    ///   - mount: where the web server has the service, asked for only where that is to be told; nil where it does not say.
    ///   - waiting: waits while the request is being answered; nil: it is answered at once.
    /// - Returns: the answer, whatever happened.
    package func respond(
        to request: HTTPRequest, body: [UInt8], from address: String? = nil, asserted: AssertedIdentity? = nil,
        mount: @escaping () -> MountPath? = { nil }, waiting: Waiting? = nil
    ) -> Answer {
        var log = Answer.Log(method: request.method.rawValue)
        var failed: (any Error, Failure) -> Content = { _, failure in
            .failure(
                failure, Audience(request), at: dependencies.clock(), of: dependencies.settings.site,
                dependencies.random())
        }
        do {
            if request.method == .options { return preflight(request, log) }
            let (route, path) = try routes.match(request.method, path: Self.path(of: request))
            log.route = route.template
            let call = Call(
                request: request, path: path, queryNames: route.endpoint.query, body: body, address: address,
                asserted: asserted, mount: mount, waiting: waiting)
            if route.isPage { failed = { SignupPages(dependencies).page(for: $0, $1, call) } }
            return Answer(try content(for: call, route.endpoint, log: &log), log: log)
        } catch {
            return Answer(refusing: error, log: log, failed)
        }
    }

    /// The answer to a preflight, which every path answers alike.
    private func preflight(_ request: HTTPRequest, _ log: Answer.Log) -> Answer {
        let takesPatch = (try? routes.match(.patch, path: Self.path(of: request))) != nil
        let fields = Preflight.fields(for: request, takesPatch: takesPatch)
        return Answer(Content(status: .noContent, body: [], fields: fields), log: log)
    }

    static func path(of request: HTTPRequest) -> Substring {
        Substring((request.path ?? "").utf8.prefix { $0 != .questionMark })
    }

    private func content(for call: Call, _ endpoint: Endpoint, log: inout Answer.Log) throws -> Content {
        switch endpoint.access {
        case .open(let handler), .page(let handler):
            let party = endpoint.counted == .visitor ? try visitor(call, log: &log) : call.network
            if endpoint.counted != .nobody { try throttle.count(party, log: &log) }
            return try throttle.countingGuesses(.unknownToken, of: party) {
                if endpoint.query != nil { _ = try call.query() }
                return try handler(dependencies)(call)
            }
        case .guarded(let scope, let handler):
            let caller = try caller(call, log: &log)
            let visitor = endpoint.counted == .visitor ? try call.visitor(of: caller) : nil
            try throttle.count(visitor ?? caller.party, log: &log)
            try caller.require(scope)
            let done = try throttle.countingGuesses(.unknownToken, of: visitor ?? caller.guesser) {
                _ = try call.query()
                return try handler(dependencies)(call, caller)
            }
            log.hasLink = endpoint.answersWithLink
            return done
        }
    }

    private func caller(_ call: Call, log: inout Answer.Log) throws -> Caller {
        try throttle.countingGuesses(.unknownCredential, of: call.network) {
            try authenticator.caller(of: call, log: &log)
        }
    }

    /// Who is counted where no credential is needed: the client, or the one for whom a caller that may vouch speaks.
    private func visitor(_ call: Call, log: inout Answer.Log) throws -> Party? {
        guard call.request.headerFields.value(of: .clientAddress)?.isEmpty == false else { return call.network }
        return try call.visitor(of: try caller(call, log: &log)) ?? call.network
    }
}
