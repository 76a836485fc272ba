package import InviteDomain

extension TokenFault {
    /// The machine's word for it.
    package var reason: String {
        switch self {
        case .malformed: "CREDENTIAL_MALFORMED"
        case .algorithm: "TOKEN_ALGORITHM"
        case .keyUnknown: "TOKEN_KEY_UNKNOWN"
        case .signature: "TOKEN_SIGNATURE"
        case .kind: "TOKEN_KIND"
        case .issuer: "TOKEN_ISSUER"
        case .audience: "TOKEN_AUDIENCE"
        case .expired: "TOKEN_EXPIRED"
        case .notYetValid: "TOKEN_NOT_YET_VALID"
        case .claim: "TOKEN_CLAIMS"
        }
    }

    /// The people's word for it; of the token it repeats nothing, of our settings it tells nothing.
    package var message: String {
        switch self {
        case .malformed(let part, let expected): "\(part) cannot be read; expected \(expected)"
        case .algorithm: "the token's 'alg' is not that of its key, or not allowed here; expected one that is both"
        case .keyUnknown: "no key known here fits the token's 'kid' and 'alg'; expected one of the authorization server"
        case .signature: "the token's signature is wrong; expected that of the authorization server"
        case .kind: "the token is no access token; expected the one that came with it"
        case .issuer: "the token's 'iss' is missing or wrong; expected the authorization server of this service"
        case .audience: "the token's 'aud' does not fit; expected a token that is for this service"
        case .expired: "the token's 'exp' is over; expected a moment to come, get a new token"
        case .notYetValid: "the token's 'nbf' is still to come; expected a moment that has been"
        case .claim(let name, let expected): "the token's '\(name)' is missing or wrong; expected \(expected)"
        }
    }
}
