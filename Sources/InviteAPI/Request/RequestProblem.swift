package import InviteDomain

/// We could not make out what a request asks for, or it is one of too many.
package enum RequestProblem: Error, Equatable, Sendable {
    case unknownPath(method: String, path: String)
    case methodNotAllowed(method: String, allowed: [String])
    /// The web server's description of the request makes no sense.
    case malformed(String)
    /// The web server takes this program for one that does something else than answer.
    case wrongRole
    case headerFieldsTooLarge
    case bodyTooLarge(limit: Int)
    case notJSON(String)
    case notAnObject
    /// A request to change something that does not say what.
    case noBody
    case unknownProperty(String)
    case mediaType(String, expected: String)
    /// The body of an edit is of this type.
    case patchType(String)
    /// A form that another site's page sent.
    case crossSite
    /// Another site's page asked for a change in the name of whom the web server knows.
    case crossSiteCall
    case badID(parameter: String, value: String, expected: String)
    /// A parameter of the query.
    case badParameter(String, expected: String)
    case tooManyRequests(secondsLeft: Int)
    /// Too many forms from one network.
    case tooManySignUps(secondsLeft: Int)
    /// What was wrong, as it was too often before: an unknown credential or token.
    case tooManyFailures(Refusal, secondsLeft: Int)
}
