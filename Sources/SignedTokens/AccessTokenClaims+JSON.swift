import InviteDomain
import StrictJSON

extension AccessTokenClaims {
    /// What a token says, once its signature was found good.
    ///
    /// Members that are not known here are passed over; one that is has to be of its kind.
    init(_ token: CompactToken, userClaim: String) throws(TokenFault) {
        try token.requireAccessToken()
        let json = try CompactToken.object(token.payload, "claims")
        guard let expiresAt = try json.moment("exp") else {
            throw .claim("exp", expected: "a number of seconds since 1970")
        }
        self.init(
            issuer: try json.text("iss"), audience: try json.audience(), expiresAt: expiresAt,
            notBefore: try json.moment("nbf"), user: json.user(userClaim),
            isForTeam: json["teamId"] != nil && json["teamId"] != .null,
            kinds: [try json.text("token_type"), try json.text("typ")].compactMap(\.self),
            scopes: try json.scopes()
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

    /// One audience, or several (RFC 7519, 4.1.3).
    fileprivate func audience() throws(TokenFault) -> [String]? {
        try texts("aud", expected: "a string or an array of strings") { [$0] }
    }

    /// The scopes, those that we do not know left away: an array as in Cal.com's tokens, or words (RFC 8693, 4.2).
    fileprivate func scopes() throws(TokenFault) -> [Scope] {
        let names = try texts("scope", expected: "an array of names, or names with spaces between them") {
            $0.split(separator: " ").map(String.init)
        }
        return names?.compactMap(Scope.init) ?? []
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

    /// A user's number, or the digits of one: `sub` can only be a string.
    fileprivate func user(_ name: String) -> String? {
        switch self[name] {
        case .integer(let number)?: String(number)
        case .string(let text)?: text
        default: nil
        }
    }
}
