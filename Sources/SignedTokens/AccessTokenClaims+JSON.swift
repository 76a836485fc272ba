import InviteDomain
import StrictJSON

extension AccessTokenClaims {
    /// What a token says, once its signature was found good, where the rules say that it stands.
    ///
    /// Members that are not known here are passed over; one that is has to be of its kind.
    init(_ token: CompactToken, _ rules: AccessTokenRules) throws(TokenFault) {
        try token.requireAccessToken()
        let json = try CompactToken.object(token.payload, "claims")
        guard let expiresAt = try json.moment("exp") else {
            throw .claim("exp", expected: "a number of seconds since 1970")
        }
        self.init(
            issuer: try json.text("iss"), audience: try json.audience(or: rules.audienceClaim), expiresAt: expiresAt,
            notBefore: try json.moment("nbf"), user: json.user(rules.userClaim),
            isForTeam: json["teamId"] != nil && json["teamId"] != .null,
            kinds: try json.kinds(),
            scopes: try json.scopes(rules.scopes)
        )
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

extension JSONValue {
    fileprivate func text(_ name: String) throws(TokenFault) -> String? {
        switch self[name] {
        case nil, .null?: return nil
        case .string(let text)?: return text
        default: throw .claim(name, expected: "a string")
        }
    }

    /// The words of Cal.com, Keycloak and Cognito for what kind of token it is.
    fileprivate func kinds() throws(TokenFault) -> [String] {
        [try text("token_type"), try text("typ"), try text("token_use")].compactMap(\.self)
    }

    /// A moment in seconds since 1970, perhaps with a fraction (RFC 7519, 2: NumericDate), before the year 10000.
    fileprivate func moment(_ name: String) throws(TokenFault) -> Timestamp? {
        let seconds: Double
        switch self[name] {
        case nil, .null?: return nil
        case .integer(let number)?: seconds = Double(number)
        case .number(let number)?: seconds = number
        default: throw .claim(name, expected: "a number of seconds since 1970")
        }
        guard (0..<253_402_300_800).contains(seconds) else {
            throw .claim(name, expected: "a number of seconds since 1970")
        }
        return Timestamp(milliseconds: Int64(seconds * 1000))
    }

    /// One audience, or several (RFC 7519, 4.1.3); where there is none at all, what another claim says.
    fileprivate func audience(or substitute: String?) throws(TokenFault) -> [String]? {
        let expected = "a string or an array of strings"
        if let audience = try texts("aud", expected: expected, { [$0] }) { return audience }
        guard let substitute else { return nil }
        return try texts(substitute, expected: expected) { [$0] }
    }

    /// The scopes that we know, in the first of the claims that is there: an array as in Cal.com's tokens, or words
    /// (RFC 8693, 4.2).
    fileprivate func scopes(_ rule: ScopeRule) throws(TokenFault) -> [Scope] {
        for name in rule.claims {
            let found = try texts(name, expected: "an array of names, or names with spaces between them") {
                $0.split(separator: " ").map(String.init)
            }
            if let found { return found.compactMap(rule.scope) }
        }
        return []
    }

    private func texts(
        _ name: String, expected: String, _ one: (String) -> [String]
    ) throws(TokenFault) -> [String]? {
        switch self[name] {
        case nil, .null?: return nil
        case .string(let text)?: return one(text)
        case .array(let elements)?:
            let texts = elements.compactMap(\.string)
            guard texts.count == elements.count else { throw .claim(name, expected: expected) }
            return texts
        default: throw .claim(name, expected: expected)
        }
    }

    /// A user's number, or the digits of one: `sub` can only be a string, and some servers put the one value of an
    /// attribute into an array.
    fileprivate func user(_ name: String) -> String? {
        switch self[name] {
        case .array(let elements)? where elements.count == 1: elements[0].userNumber
        case let value: value?.userNumber
        }
    }

    private var userNumber: String? {
        switch self {
        case .integer(let number): String(number)
        case .string(let text): text
        default: nil
        }
    }
}
