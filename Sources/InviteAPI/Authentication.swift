import HTTPTypes
import InviteDomain

extension InviteAPI {
    /// Who is asking: settled here, before any work is done for them.
    func authenticate(_ request: HTTPRequest, log: inout Answer.Log) throws -> Caller {
        guard let field = request.headerFields[.authorization] else { throw Refusal.unauthenticated(.missing) }
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

    /// The credential in `Bearer <credential>` (RFC 6750, 2.1), nil if the field is anything else.
    private static func bearer(in field: String) -> Substring? {
        guard field.utf8.prefix(7).elementsEqual("bearer ".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
        let bearer = Substring(field.utf8.dropFirst(7).drop { $0 == UInt8(ascii: " ") })
        let isToken68 = bearer.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-._~+/=".utf8.contains(byte)
            }
        }
        return bearer.isEmpty || !isToken68 ? nil : bearer
    }
}
