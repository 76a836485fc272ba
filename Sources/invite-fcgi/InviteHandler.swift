import FastCGI
import HTTPTypes
import InviteAPI
import InviteDomain
import InvitePages
import Logging
import PrivateFiles
import RequestCounting
import ServiceSettings
import SignedTokens
import Storage
import StorageFactory
import StrictJSON
import SystemPackage

/// Hands requests to the API, and tells the log.
struct InviteHandler: Handler {
    private let api: InviteAPI
    private let storage: any Storage
    private let front: Settings.FrontParameters?
    let stateFolder: String
    private let exposure: Exposure
    private let logger: Logger
    let mount: String
    private let mountWatch: MountWatch

    /// Opens the state that the settings name.
    init(_ environment: CGIVariables) throws {
        let settings = try Settings(environment: { environment[$0] })
        let logger = try Self.logger(settings)
        let links = try settings.links()
        let apiSettings = APISettings(
            links: links, policy: try settings.policy(), apiKeyPrefix: try settings.apiKeyPrefix(),
            apiKeyHeader: try settings.apiKeyHeader().flatMap { HTTPField.Name($0) },
            hasSignupPage: try settings.hasSignupPage(), site: try Self.site(settings)
        )
        let notice = { @Sendable (text: String) in logger.warning("\(text)") }
        let storage = try openStorage(settings, notice: notice)
        self.storage = storage
        exposure = Exposure(of: settings.stateFolder)
        try exposure.check(documentRoot: environment["DOCUMENT_ROOT"])
        // Without keys it does not start.
        _ = try storage.tokenKeys()
        api = InviteAPI(
            storage: storage, accessTokens: try Self.tokenVerifier(settings, notice: notice), settings: apiSettings,
            limits: try Self.limits(settings, notice: notice), clock: Timestamp.now)
        front = try settings.frontParameters()
        stateFolder = settings.stateFolder.string
        self.logger = logger
        mount = try settings.mount().text
        mountWatch = MountWatch(links: links, notice: notice)
    }

    /// Throws a `StoreError` while the state can only be read.
    func requireWritable() throws { try storage.requireWritable() }

    /// What the pages say of the site.
    private static func site(_ settings: Settings) throws -> SignupSite {
        var site = SignupSite(
            name: try settings.siteName(), logo: try settings.siteLogo(), privacyURL: try settings.privacyURL(),
            contactURL: try settings.contactURL())
        if let text = try settings.accentColor() {
            guard let accent = AccentColor(text) else {
                throw settings.problem(.accentColor, "a darker colour: on white pages it is too pale to be seen")
            }
            site.accent = accent
        }
        return site
    }

    private static func limits(
        _ settings: Settings, notice: @escaping @Sendable (String) -> Void
    ) throws -> RequestLimits? {
        let (requests, failures) = (try settings.rateLimit(), try settings.failureLimit())
        let signUps = try settings.signUpLimit()
        if requests == nil, failures == nil, signUps == nil { return nil }
        let folder = try settings.runtimeFolder()
        let table: RequestTable?
        do {
            table = try RequestTable.open(in: folder, state: settings.stateFolder, notice: notice)
        } catch let error as StoreError where !settings.namesRuntimeFolder {
            // Anybody may have made a folder of that name among the temporary files, and must not stop us by it.
            notice("no requests are counted: \(error); set INVITE_RUNTIME_DIR")
            table = nil
        }
        return table.map { RequestLimits(counter: $0, requests: requests, failures: failures, signUps: signUps) }
    }

    func respond(to exchange: Exchange) -> Reply {
        let start = ContinuousClock.now
        let answer: Answer
        do {
            try exposure.check(documentRoot: exchange.variables["DOCUMENT_ROOT"], at: start)
            let address = exchange.variables.nonEmpty("REMOTE_ADDR")
            let mount = { [mount] in
                HTTPRequest.mount(of: exchange.variables, below: mount).flatMap { MountPath($0.isEmpty ? "/" : $0) }
            }
            answer = api.respond(
                to: exchange.request, body: exchange.body, from: address,
                asserted: front?.identity(in: exchange.variables), mount: mount,
                waiting: exchange.wait.map { wait in { wait(for: $0, until: $1) } })
            if answer.log.hasLink { mountWatch.look(mount) }
        } catch {
            answer = Self.refusal(error, exchange.variables, below: mount)
        }
        return reply(answer, took: ContinuousClock.now - start)
    }

    func refuse(_ fault: RequestFault, _ variables: CGIVariables) -> Reply {
        reply(Self.refusal(RequestProblem(fault), variables, below: mount), took: .zero)
    }

    func tidy() -> Bool {
        do {
            try storage.maintain()
            return true
        } catch {
            logger.error("\(error)")
            return false
        }
    }

    /// The answer to what never reached the API.
    private static func refusal(_ error: any Error, _ variables: CGIVariables, below mount: String) -> Answer {
        let log = Answer.Log(method: variables["REQUEST_METHOD"] ?? "")
        let audience = Audience(path: HTTPRequest.path(of: variables, below: mount), accept: variables["HTTP_ACCEPT"])
        return Answer(refusing: error, audience, log: log, at: .now())
    }

    /// What believes signed tokens; nil, and nothing is read, where they are switched off.
    private static func tokenVerifier(
        _ settings: Settings, notice: @escaping (String) -> Void
    ) throws -> (any AccessTokenVerifier)? {
        guard let (rules, secretFile) = try settings.signedTokens() else { return nil }
        let sources = KeySources(
            keySet: { try VerificationKeyFile.contents(of: settings.files.keySet) },
            secret: { try VerificationKeyFile.contents(of: secretFile ?? "") }
        )
        return try SignedTokenVerifier(rules: rules, sources: sources, notice: notice)
    }

    private static func logger(_ settings: Settings) throws -> Logger {
        var logger = Logger(label: "invite-fcgi") { _ in JSONLogHandler() }
        if let text = settings[.logLevel] {
            guard let level = Logger.Level(rawValue: text) else {
                let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
                throw settings.problem(.logLevel, "one of \(levels)")
            }
            logger.logLevel = level
        }
        return logger
    }

    private func reply(_ answer: Answer, took: Duration) -> Reply {
        let level: Logger.Level = answer.log.internalNote == nil ? .info : .error
        if logger.logLevel <= level {
            // Not through the logger: this is the one entry that every request pays for.
            JSONLogHandler.write(level, "request") { $0.members(of: answer.log, answer.response.status, took: took) }
        }
        return Reply(response: answer.response, body: answer.body, isLast: answer.isFatal)
    }
}

extension JSONWriter {
    /// What the log says of a request.
    fileprivate mutating func members(of log: Answer.Log, _ status: HTTPResponse.Status, took: Duration) {
        member("id", log.requestID)
        member("method", log.method)
        member("status", status.code)
        member("ms") { $0.writeVerbatim(Self.milliseconds(took)) }
        if let route = log.route { member("route", route) }
        switch log.userID {
        case .number(let number)?: member("caller", number.number)
        case .subject(let subject)?: member("caller", subject.description)
        case nil: break
        }
        if let credential = log.credentialID { member("credential", credential) }
        if let reason = log.reason { member("reason", reason) }
        if let note = log.internalNote { member("note", note) }
    }

    /// With three digits after the point.
    private static func milliseconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let microseconds = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
        return "\(microseconds / 1000).\(String(1000 + max(0, microseconds) % 1000).dropFirst())"
    }
}

extension Settings.FrontParameters {
    /// Whom the web server names in these parameters.
    ///
    /// `REMOTE_USER` names somebody only where `AUTH_TYPE` says how that was found out, as RFC 3875 has it: nginx's stock
    /// parameters pass on whatever name a client claims, and no `AUTH_TYPE`.
    fileprivate func identity(in variables: CGIVariables) -> AssertedIdentity? {
        if user == "REMOTE_USER", variables.nonEmpty("AUTH_TYPE") == nil { return nil }
        return AssertedIdentity(user: variables[user] ?? "", scopes: scopes.map { variables[$0] ?? "" })
    }
}

extension RequestProblem {
    init(_ fault: RequestFault) {
        self =
            switch fault {
            case .method: .malformed("no method, or one that is no token")
            case .path: .malformed("a path that is not well encoded UTF-8")
            case .contentLength: .malformed("a Content-Length that is not the length of its body")
            case .bodyWithheld:
                .malformed("a body that the web server did not hand on; some do so for POST only, so ask its operator")
            case .incomplete: .malformed("a body that broke off")
            case .role: .wrongRole
            case .variablesTooLarge: .headerFieldsTooLarge
            case .bodyTooLarge: .bodyTooLarge(limit: CallLimits.body)
            }
    }
}

extension Limits {
    /// What one call of the API may bring.
    static let ofCall = Limits(body: CallLimits.body, variables: CallLimits.headerFields)
}
