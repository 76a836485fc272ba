import InviteDomain
import StrictJSON

extension AccessTokenClaims {
    /// What a token says, once its signature was found good, where the rules say that it stands.
    ///
    /// Claims that are not known here are passed over; one that is has to be of its kind.
    init(_ token: CompactToken, _ rules: AccessTokenRules) throws(TokenFault) {
        try token.requireAccessToken()
        let claims = try CompactToken.object(token.payload, "claims")
        do throws(JSONFieldError) {
            try self.init(claims, rules)
        } catch {
            throw .claim(error.path, expected: error.expected)
        }
    }

    private init(_ claims: JSONFields, _ rules: AccessTokenRules) throws(JSONFieldError) {
        let expiresAt = try claims.required("exp", JSONValue.seconds, \.moment)
        self.init(
            issuer: try claims["iss"]?.optionalText(), audience: try claims.audience(or: rules.audienceClaim),
            expiresAt: expiresAt, notBefore: try claims["nbf"]?.optional(JSONValue.seconds, \.moment),
            user: claims[rules.userClaim]?.value.user, isForTeam: claims["teamId"].map { $0.value != .null } ?? false,
            kinds: try claims.kinds(), scopes: try claims.scopes(rules.scopes))
    }
}

extension CompactToken {
    /// Refuses a token whose header says that it is for something else (RFC 8725, 3.11; RFC 9068, 2.1).
    fileprivate func requireAccessToken() throws(TokenFault) {
        guard let type else { return }
        let types = ["jwt", "at+jwt", "application/at+jwt"]
        guard types.contains(where: { type.isSpelledInAnyCase(like: $0) }) else { throw .kind }
    }
}

extension JSONFields {
    /// The words of Cal.com, Keycloak and Cognito for what kind of token it is.
    fileprivate func kinds() throws(JSONFieldError) -> [String] {
        var kinds: [String] = []
        for name in ["token_type", "typ", "token_use"] {
            if let kind = try self[name]?.optionalText() { kinds.append(kind) }
        }
        return kinds
    }

    /// One audience, or several (RFC 7519, 4.1.3); where there is none at all, what another claim says.
    fileprivate func audience(or substitute: String?) throws(JSONFieldError) -> [String]? {
        for name in ["aud", substitute].compactMap(\.self) {
            let found = try self[name]?.optional("a string or an array of strings") {
                $0.string.map { [$0] } ?? $0.strings
            }
            if let found { return found }
        }
        return nil
    }

    /// The scopes that we know, in the first of the claims that is there: an array as in Cal.com's tokens, or words
    /// (RFC 8693, 4.2).
    fileprivate func scopes(_ rule: ScopeRule) throws(JSONFieldError) -> [Scope] {
        for name in rule.claims {
            let found = try self[name]?.optional("an array of names, or names with spaces between them") {
                $0.string?.split(separator: " ").map(String.init) ?? $0.strings
            }
            if let found { return found.compactMap(rule.scope) }
        }
        return []
    }
}

extension JSONValue {
    fileprivate static let seconds = "a number of seconds since 1970"

    /// A moment in seconds since 1970, perhaps with a fraction (RFC 7519, 2: NumericDate), before the year 10000.
    fileprivate var moment: Timestamp? {
        let seconds: Double
        switch self {
        case .integer(let number): seconds = Double(number)
        case .number(let number): seconds = number
        default: return nil
        }
        return (0..<253_402_300_800).contains(seconds) ? Timestamp(milliseconds: Int64(seconds * 1000)) : nil
    }

    /// A user's number, or a string: `sub` can be nothing else, and some servers put the one value of an attribute into
    /// an array.
    fileprivate var user: String? {
        switch self {
        case .array(let elements) where elements.count == 1: elements[0].userText
        default: userText
        }
    }

    private var userText: String? {
        switch self {
        case .integer(let number): String(number)
        case .string(let text): text
        default: nil
        }
    }
}
