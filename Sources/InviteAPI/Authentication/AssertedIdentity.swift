import InviteDomain

/// Who sent a request, in the words of the web server that has found it out.
package struct AssertedIdentity: Equatable, Sendable {
    private let user: String
    private let scopes: String?

    /// What the web server said; nil if it named nobody.
    ///
    /// - Parameters:
    ///   - user: the user's number or subject; empty for nobody.
    ///   - scopes: names of scopes with spaces or commas between them; nil: the user may do all that they may.
    package init?(user: String, scopes: String?) {
        guard !user.isEmpty else { return nil }
        self.user = user
        self.scopes = scopes
    }

    /// Whom that makes the caller.
    ///
    /// Somebody whom the web server names cannot be told from nobody safely when the name makes no sense, so that lets
    /// nobody in.
    func caller() throws(Refusal) -> Caller {
        // Apache's word for a value that is not there.
        guard user != "(null)", let userID = UserID(user[...]) else {
            throw .unauthenticated(.assertion(expected: UserID.expected))
        }
        let scopes = scopes.map { $0.split { $0 == " " || $0 == "," }.compactMap { Scope(rawValue: String($0)) } }
        return Caller(userID: userID, credentialID: "front-\(userID)", scopes: scopes)
    }
}
