import ByteText
import HTTPTypes
import InviteDomain
import Storage

/// Finds out who sends a request.
struct Authenticator {
    private let credentials: any CredentialStore
    private let accessTokens: (any AccessTokenVerifier)?
    private let settings: APISettings
    private let clock: () -> Timestamp

    init(_ dependencies: Dependencies) {
        credentials = dependencies.storage.credentials
        accessTokens = dependencies.accessTokens
        settings = dependencies.settings
        clock = dependencies.clock
    }

    /// Who is asking: settled here, before any work is done for them.
    ///
    /// A credential is what somebody chose to send, and decides even where the web server knows somebody: if it is bad,
    /// nobody is let in. The field that the operator has named for it comes first; any scheme but `Bearer` was for the
    /// web server, which may have asked for a password.
    func caller(of call: Call, log: inout Answer.Log) throws -> Caller {
        let fields = call.request.headerFields
        if let name = settings.apiKeyHeader, let key = fields.value(of: name), !key.isEmpty {
            guard AuthorizationField.isCredential(key[...]) else {
                throw Refusal.unauthenticated(.malformedKey(field: name.rawName))
            }
            return try caller(presenting: key[...], log: &log)
        }
        let field = fields.value(of: .authorization).map(AuthorizationField.init) ?? .empty
        switch field {
        case .bearer(let credential): return try caller(presenting: credential, log: &log)
        case .malformed: throw Refusal.unauthenticated(.malformed)
        case .foreign, .empty:
            if let asserted = call.asserted { return try caller(asserted, call.request, log: &log) }
            throw Refusal.unauthenticated(
                field == .empty ? .missing : .foreignScheme(keyField: settings.apiKeyHeader?.rawName))
        }
    }

    /// Whoever holds a credential.
    private func caller(presenting bearer: Substring, log: inout Answer.Log) throws -> Caller {
        let secret = BearerSecret(bearer, apiKeyPrefix: settings.apiKeyPrefix)
        if let credential = try credentials.credential(secret.digest), secret.opens(credential) {
            (log.userID, log.credentialID) = (credential.userID, credential.id)
            return try credential.caller(at: clock())
        }
        // What an authorization server signed has dots in it; what is issued here has none.
        guard let accessTokens, !secret.isAPIKey, bearer.utf8.contains(.dot) else {
            throw Refusal.unauthenticated(.unknown)
        }
        let caller = try accessTokens.caller(presenting: bearer, at: clock())
        (log.userID, log.credentialID) = (caller.userID, caller.credentialID)
        return caller
    }

    /// Whom the web server named.
    private func caller(
        _ asserted: AssertedIdentity, _ request: HTTPRequest, log: inout Answer.Log
    ) throws -> Caller {
        let caller = try asserted.caller()
        (log.userID, log.credentialID) = (caller.userID, caller.credentialID)
        if request.method != .get, request.method != .head { try refuseForeignPage(request) }
        return caller
    }

    /// Refuses a change that another site's page asked for.
    ///
    /// A browser sends along whatever makes the web server know its user (a cookie, a password), whichever page asks; a
    /// bearer it never sends by itself. The page of the links' own site may ask.
    private func refuseForeignPage(_ request: HTTPRequest) throws(RequestProblem) {
        let origin = request.headerFields.value(of: .origin)
        if let origin, origin.isSpelled(like: settings.links.origin) { return }
        let site = request.headerFields.value(of: .secFetchSite)
        let isForeign = site.map { !["same-origin", "none"].contains($0) } ?? (origin != nil)
        if isForeign { throw .crossSiteCall }
    }
}
