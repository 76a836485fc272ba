package import InviteDomain

extension Refusal.Authentication {
    /// The machine's word for it.
    package var reason: String {
        switch self {
        case .missing: "CREDENTIAL_MISSING"
        case .malformed, .malformedKey, .foreignScheme: "CREDENTIAL_MALFORMED"
        case .unknown: "CREDENTIAL_UNKNOWN"
        case .expired: "CREDENTIAL_EXPIRED"
        case .revoked: "CREDENTIAL_REVOKED"
        case .token(let fault): fault.reason
        case .assertion: "FRONT_IDENTITY"
        }
    }

    /// The people's word for it.
    package var message: String {
        switch self {
        case .missing: "no credential; send 'Authorization: Bearer ' and an API key or access token"
        case .malformed: "the Authorization field is not 'Bearer ' and one credential"
        case .malformedKey(let field): "\(field) is not one API key or access token, alone and without 'Bearer '"
        case .foreignScheme(let keyField):
            "the Authorization field is of another scheme than Bearer, such as Basic, which is the web server's; "
                + "send an API key or access token in "
                + (keyField.map { "\($0), alone" } ?? "'Authorization: Bearer ' and nothing else")
        case .unknown: "the credential is not known here"
        case .expired: "the credential has expired; get a new one"
        case .revoked: "the credential was revoked; get a new one"
        case .token(let fault): fault.message
        case .assertion: "the web server knows you by something that is no user here"
        }
    }
}
