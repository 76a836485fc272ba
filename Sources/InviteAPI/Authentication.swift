import HTTPTypes
import InviteDomain

extension InviteAPI {
    /// Who is asking: settled here, before any work is done for them.
    ///
    /// A bearer is what somebody chose to send, and decides even where the web server knows somebody: if it is bad,
    /// nobody is let in. Any other scheme was for the web server, which may have asked for a password.
    func authenticate(_ call: Call, log: inout Answer.Log) throws -> Caller {
        let field = call.request.headerFields.value(of: .authorization)
        if let asserted = call.asserted, field.map(Self.isBearer) != true {
            return try caller(asserted, call.request, log: &log)
        }
        guard let field else { throw Refusal.unauthenticated(.missing) }
        guard let bearer = Self.bearer(in: field) else { throw Refusal.unauthenticated(.malformed) }
        let secret = BearerSecret(bearer, apiKeyPrefix: settings.apiKeyPrefix)
        if let credential = try credentials.credential(secret.digest), secret.opens(credential) {
            (log.userID, log.credentialID) = (credential.userID, credential.id)
            return try credential.caller(at: clock())
        }
        // What an authorization server signed has dots in it; what is issued here has none.
        guard let tokens, !secret.isAPIKey, bearer.utf8.contains(UInt8(ascii: ".")) else {
            throw Refusal.unauthenticated(.unknown)
        }
        let caller = try tokens.caller(presenting: bearer, at: clock())
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
        if origin == settings.links.origin { return }
        let site = request.headerFields.value(of: .secFetchSite)
        let isForeign = site.map { !["same-origin", "none"].contains($0) } ?? (origin != nil)
        if isForeign { throw .crossSiteCall }
    }

    /// True for the scheme `Bearer`, with or without something behind it.
    private static func isBearer(_ field: String) -> Bool {
        let scheme = field.utf8.prefix { $0 != UInt8(ascii: " ") }
        return scheme.count == 6 && scheme.elementsEqual("bearer".utf8, by: { $0 | 0x20 == $1 })
    }

    /// The credential in `Bearer <credential>` (RFC 6750, 2.1), nil if the field is anything else.
    private static func bearer(in field: String) -> Substring? {
        guard field.utf8.prefix(7).elementsEqual("bearer ".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let bearer = Substring(field.utf8.dropFirst(7).drop { $0 == UInt8(ascii: " ") })
        let isToken68 = bearer.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
                true
            default: false
            }
        }
        return bearer.isEmpty || !isToken68 ? nil : bearer
    }
}
