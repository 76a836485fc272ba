import ByteText
import HTTPTypes
import InviteDomain

/// A request that was matched to an endpoint, as the endpoint's handler gets it.
struct Call {
    let request: HTTPRequest
    let path: RoutedPath
    /// The names that the query may have, with a blank between each two; nil: any.
    let queryNames: String?
    let body: [UInt8]
    /// That of the client; nil when the web server does not tell.
    let address: String?
    /// Who sent it, where the web server knows.
    let asserted: AssertedIdentity?
    /// Where the web server has the service; nil where it does not tell.
    let mount: () -> MountPath?
    /// Nil where nobody can wait.
    let waiting: Waiting?

    /// Path and query.
    var target: String { request.path ?? "" }

    func teamID() throws(RequestProblem) -> TeamID { try number("teamId") { TeamID($0) } }

    /// The organization by which the team is reached; nil when it is reached by itself.
    func organizationID() throws(RequestProblem) -> TeamID? {
        path.value(of: "orgId") == nil ? nil : try number("orgId") { TeamID($0) }
    }

    /// What the query says.
    ///
    /// - Throws: what keeps it from being understood, and the first name that this call does not know: a limit or filter
    ///   that is misspelled must not pass for one that is not there.
    func query() throws(RequestProblem) -> FormFields {
        try FormFields(queryOf: target, known: queryNames?.split(separator: " ").map(String.init))
    }

    func membershipID() throws(RequestProblem) -> MembershipID {
        try number("membershipId") { MembershipID($0) }
    }

    func keyID() throws(RequestProblem) -> String {
        let text = value("keyId")
        guard Hex.bytes(String(text), count: 6) != nil else {
            throw .badID(parameter: "keyId", value: String(text), expected: "12 lower-case hex digits")
        }
        return String(text)
    }

    func inviteID() throws(RequestProblem) -> InviteID {
        let text = value("inviteId")
        guard let id = InviteID(String(text)) else {
            throw .badID(parameter: "inviteId", value: String(text), expected: "24 lower-case hex digits")
        }
        return id
    }

    private func number<ID>(_ parameter: String, _ read: (Substring) -> ID?) throws(RequestProblem) -> ID {
        let text = value(parameter)
        guard let id = read(text) else {
            let expected = "an integer from \(Int.positiveRange.inWords)"
            throw .badID(parameter: parameter, value: String(text), expected: expected)
        }
        return id
    }

    private func value(_ parameter: String) -> Substring {
        guard let found = path.value(of: parameter) else {
            preconditionFailure("the path has no parameter \(parameter)")
        }
        return found
    }
}
