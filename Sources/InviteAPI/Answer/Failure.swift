import HTTPTypes
import InviteDomain
import InviteMessages
import Storage
import StrictJSON

/// An answer that is no success, before it is put into its envelope.
struct Failure {
    let status: HTTPResponse.Status
    /// The machine's word for it: `details.reason`.
    let reason: String
    /// The people's word for it: what failed, on what, and what to do.
    var message: String
    /// The same in words for people, on a page; nil where `message` does for them too.
    var pageMessage: String?
    /// Which part of the request is meant: `details.field`.
    var field: String?
    /// Which team is meant, where the request did not name one: `details.teamId`.
    var teamID: TeamID?
    /// Where to go on in a list, past what failed: `details.cursor`.
    var cursor: String?
    var fields: HTTPFields = [:]
    /// What the operator should know and the caller should not.
    var internalNote: String?
    /// True when this process must not go on after this answer.
    var isFatal = false
}

extension Failure {
    /// The one place where errors become answers.
    init(_ error: any Error) {
        switch error {
        case let refusal as Refusal: self.init(refusal)
        case let error as JSONFieldError: self.init(Refusal.invalid(field: error.path, expected: error.expected))
        case let problem as RequestProblem: self.init(problem)
        case let error as StoreError: self.init(error)
        case let error as UnreadableEvents:
            self.init(error.cause)
            teamID = error.team
            message =
                "the events of the team with id=\(error.team) cannot be read; the state needs its operator, and "
                + "another team's events can be asked for with teamId meanwhile"
        default:
            self.init(
                status: .internalServerError, reason: "INTERNAL_ERROR", message: "the service failed; see its log")
            internalNote = "\(error)"
        }
    }

    private init(_ error: StoreError) {
        self.init(status: .serviceUnavailable, reason: error.kind.reason, message: error.kind.message)
        fields[.retryAfter] = String(error.kind.wait)
        internalNote = error.description
        isFatal = error.requiresRestart
    }

    private init(_ problem: RequestProblem) {
        switch problem {
        case .unknownPath(let method, let path):
            let message = "Cannot \(method) \(Redaction.path(path[...]))"
            self.init(status: .notFound, reason: "ROUTE_NOT_FOUND", message: message)
        case .methodNotAllowed(let method, let allowed):
            let message = "\(method) is not among what this path allows: \(allowed.joined(separator: ", "))"
            self.init(status: .methodNotAllowed, reason: "METHOD_NOT_ALLOWED", message: message)
            fields[.allow] = allowed.joined(separator: ", ")
        case .malformed(let what): self.init(bad: "MALFORMED_REQUEST", "the request has \(what)")
        case .wrongRole:
            self.init(bad: "MALFORMED_REQUEST", "the request is for another FastCGI role than RESPONDER")
            internalNote = "the web server asks for another FastCGI role than RESPONDER; configure it as a responder"
        case .headerFieldsTooLarge:
            let message = "the header fields of the request are too large; send fewer or shorter ones"
            self.init(status: .requestHeaderFieldsTooLarge, reason: "HEADERS_TOO_LARGE", message: message)
        case .bodyTooLarge(let limit):
            let message = "the body is larger than \(limit) bytes; send less"
            self.init(status: .contentTooLarge, reason: "BODY_TOO_LARGE", message: message)
        case .notJSON(let what): self.init(bad: "INVALID_JSON", "the body is not JSON: \(what)")
        case .notAnObject: self.init(bad: "INVALID_JSON", "the body is not a JSON object; send one, such as {}")
        case .noBody:
            let advice = "send a JSON object with what is to change, or {} for nothing"
            self.init(bad: "INVALID_JSON", "the request has no body, or the web server did not hand it on; \(advice)")
        case .unknownProperty(let name):
            let shown = Redaction.repeated(name)
            self.init(bad: "UNKNOWN_PROPERTY", "'\(shown)' is no property of this request; leave it out", field: shown)
        case .tooManyRequests(let seconds):
            let message = "CustomThrottlerGuard - Too many requests. Please try again later."
            self.init(status: .tooManyRequests, reason: "RATE_LIMITED", message: message)
            pageMessage = "too many requests have come from your network; try again in a while"
            fields[.retryAfter] = String(seconds)
        case .tooManySignUps(let seconds):
            let message = "too many people have signed up from your network in a short time; try again in a while"
            self.init(status: .tooManyRequests, reason: "TOO_MANY_SIGNUPS", message: message)
            fields[.retryAfter] = String(seconds)
        case .tooManyFailures(let refusal, let seconds):
            let message = "\(Failure(refusal).message); it is one of too many from here, so wait before the next"
            self.init(status: .tooManyRequests, reason: "TOO_MANY_FAILURES", message: message)
            fields[.retryAfter] = String(seconds)
        case .crossSite:
            let message = "the form was sent by another site; open the link itself"
            self.init(status: .forbidden, reason: "CROSS_SITE", message: message)
        case .crossSiteCall:
            let message = "a page of another site asked for this in your name; ask from the site itself"
            self.init(status: .forbidden, reason: "CROSS_SITE", message: message)
        case .mediaType(let type, let expected):
            let message = "the body is of type '\(Redaction.repeated(type))'; send \(expected)"
            self.init(status: .unsupportedMediaType, reason: "UNSUPPORTED_MEDIA_TYPE", message: message)
        case .patchType(let type):
            let message =
                "the body is of type '\(Redaction.repeated(type))'; send application/json in UTF-8, or "
                + "application/merge-patch+json"
            self.init(status: .unsupportedMediaType, reason: "UNSUPPORTED_MEDIA_TYPE", message: message)
            fields[.acceptPatch] = Preflight.patchTypes
        case .badID(let parameter, let value, let expected):
            let message = "\(parameter) is '\(Redaction.repeated(value))'; expected \(expected)"
            self.init(bad: "INVALID_ID", message, field: parameter)
        case .badParameter(let name, let expected):
            self.init(bad: "INVALID_FIELD", "the query's '\(name)' is not valid; expected \(expected)", field: name)
        }
    }

    private init(bad reason: String, _ message: String, field: String? = nil) {
        self.init(status: .badRequest, reason: reason, message: message)
        self.field = field
    }

    private init(_ refusal: Refusal) {
        let message = RefusalMessage(refusal)
        self.init(status: message.kind.status, reason: message.reason, message: message.api)
        switch refusal {
        case .unauthenticated(let why): challenge(why)
        case .invalid(let name, _): field = name
        case .cursorUnknown: field = "after"
        case .eventsGone(_, let team, let next): (teamID, cursor) = (team, next)
        default: break
        }
    }

    /// Asks for a credential (RFC 6750, 3), and says what was the matter with the one that came.
    private mutating func challenge(_ why: Refusal.Authentication) {
        fields[.wwwAuthenticate] = why == .missing ? "Bearer" : "Bearer error=\"invalid_token\""
        switch why {
        case .token(.claim(let name, _)): field = name
        case .assertion(let expected): internalNote = "what the web server says of the user is not \(expected)"
        default: break
        }
    }
}

extension RefusalMessage.Kind {
    fileprivate var status: HTTPResponse.Status {
        switch self {
        case .unauthenticated: .unauthorized
        case .notAllowed, .notAdmitted: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .gone: .gone
        case .outdated: .preconditionFailed
        case .invalid: .badRequest
        }
    }
}
