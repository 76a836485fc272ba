/// Why a signed token lets nobody in.
package enum TokenFault: Error, Equatable, Sendable, CaseIterable {
    /// It is no token: `part` was to be what is said.
    case malformed(_ part: String, expected: String)
    /// Signed in no way, or in one that is not allowed, or not in that of the key.
    case algorithm
    /// It names no key that we have.
    case keyUnknown
    case signature
    /// A refresh token, an ID token or whatever else is no access token.
    case kind
    case issuer
    case audience
    case expired
    case notYetValid
    /// A claim is missing, or was to be what is said.
    case claim(String, expected: String)

    /// One of each kind.
    package static let allCases: [TokenFault] = [
        .malformed("the token", expected: "three parts with dots between them"), .algorithm, .keyUnknown, .signature,
        .kind,
        .issuer, .audience, .expired, .notYetValid, .claim("exp", expected: "a number of seconds since 1970"),
    ]
}
