import HTTPTypes
import InviteDomain
import StrictJSON

/// An answer that is no success, before it is put into its envelope.
struct Failure {
    let status: HTTPResponse.Status
    /// The machine's word for it: `details.reason`.
    let reason: String
    /// The people's word for it: what failed, on what, and what to do.
    let message: String
    /// Which part of the request is meant: `details.field`.
    var field: String?
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
        default:
            self.init(
                status: .internalServerError, reason: "INTERNAL_ERROR", message: "the service failed; see its log")
            internalNote = "\(error)"
        }
    }

    private init(_ error: StoreError) {
        let (reason, message, seconds) =
            switch error.kind {
            case .busy: ("STORE_BUSY", "the team is being changed by others; try again", 1)
            case .unavailable: ("STORE_UNAVAILABLE", "the state cannot be reached; try again later", 5)
            case .unwritable: ("STORE_NOT_WRITABLE", "the state can be read and not changed; try again later", 5)
            case .corrupt: ("STORE_CORRUPT", "the state needs its operator; try again later", 60)
            case .uncertain:
                ("STORE_UNCERTAIN", "whether the change will last is not known; look before trying again", 5)
            }
        self.init(status: .serviceUnavailable, reason: reason, message: message)
        fields[.retryAfter] = String(seconds)
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
        switch refusal {
        case .unauthenticated(let why): self.init(why)
        case .scopeMissing(let required, let held):
            let names = held.isEmpty ? "none" : held.map(\.rawValue).joined(separator: ", ")
            let what = "token does not have the required scopes"
            let message = "insufficient_scope: \(what). Required: \(required.rawValue). Token has: \(names)"
            self.init(forbidden: "INSUFFICIENT_SCOPE", message)
        case .notAMember(let team):
            self.init(forbidden: "NOT_A_MEMBER", "RolesGuard - User is not a member of the team with id=\(team).")
        case .roleTooLow(let user, let required, let team):
            let lack = "does not have the minimum required role=TEAM_\(required.rawValue)"
            self.init(
                forbidden: "ROLE_TOO_LOW", "RolesGuard - user with id=\(user) \(lack) within team with id=\(team).")
        case .roleAboveCeiling(let role, let ceiling):
            let message = "a link may not grant \(role.rawValue) here; the highest is \(ceiling.rawValue)"
            self.init(forbidden: "ROLE_ABOVE_CEILING", message)
        case .teamNotFound(let team):
            self.init(status: .notFound, reason: "TEAM_NOT_FOUND", message: "there is no team with id=\(team) here")
        case .inviteNotFound, .tokenUnknown:
            self.init(status: .notFound, reason: "INVITE_NOT_FOUND", message: "there is no such invite")
        case .inviteDead(let status): self.init(dead: status)
        case .emailNotAllowed:
            let message = "the invite is for e-mail addresses of other domains"
            self.init(forbidden: "EMAIL_NOT_ALLOWED", message)
        case .emailNotVerified:
            let message = "the invite is for verified e-mail addresses; only a credential that may vouch can say so"
            self.init(forbidden: "EMAIL_NOT_VERIFIED", message)
        case .vouchingNotAllowed:
            let message = "this credential may not name a 'user'; leave it out to join as the credential's own"
            self.init(forbidden: "VOUCHING_NOT_ALLOWED", message)
        case .speakingNotAllowed:
            let message = "this credential may not say whose address it speaks for; leave Invite-Client-Address out"
            self.init(forbidden: "VOUCHING_NOT_ALLOWED", message)
        case .memberOutranks(let role):
            self.init(
                forbidden: "ROLE_TOO_LOW", "the member is \(role.rawValue); only an equal may change or remove them")
        case .roleAboveOwn(let role, let own):
            let message = "nobody hands out a role above their own: \(role.rawValue) is above \(own.rawValue)"
            self.init(forbidden: "ROLE_ABOVE_OWN", message)
        case .versionMismatch(let current):
            let message = "the invite was changed meanwhile: its ETag is \(VersionTag.text(current)); read it again"
            self.init(status: .preconditionFailed, reason: "VERSION_MISMATCH", message: message)
        case .idempotencyKeyReused:
            let message = "this Idempotency-Key belongs to another request; take a new one"
            self.init(conflict: "IDEMPOTENCY_KEY_REUSED", message)
        case .memberNotFound(.user(let user), let team):
            let message = "user \(user) is not a member of the team with id=\(team)"
            self.init(status: .notFound, reason: "MEMBER_NOT_FOUND", message: message)
        case .memberNotFound(.membership(let id), let team):
            let message = "Membership with id \(id) not found in team \(team)"
            self.init(status: .notFound, reason: "MEMBER_NOT_FOUND", message: message)
        case .limitBelowUses(let uses):
            let message = "\(uses) have joined by the invite already; 'maxUses' cannot be less"
            self.init(conflict: "LIMIT_BELOW_USES", message)
        case .tooManyActiveInvites(let limit):
            let message = "the team has \(limit) live invites, and may not have more; revoke some"
            self.init(conflict: "INVITE_LIMIT_REACHED", message)
        case .tooManyPending(let limit, let byOneInvite):
            let place = byOneInvite ? "by this invite" : "in the team"
            let message = "\(limit) people wait \(place) to be let in; an administrator has to look at them first"
            self.init(conflict: "PENDING_LIMIT_REACHED", message)
        case .teamExists(let team): self.init(conflict: "TEAM_EXISTS", "there is a team with id=\(team) already")
        case .notAnOrganization(let team):
            self.init(conflict: "NOT_AN_ORGANIZATION", "the team with id=\(team) is not an organization")
        case .memberExists(let user, let team):
            self.init(conflict: "MEMBER_EXISTS", "user \(user) is a member of the team with id=\(team) already")
        case .memberIdentified(let user):
            let message = "the member is user \(user) already, and nobody else; leave 'userId' out"
            self.init(conflict: "MEMBER_IDENTIFIED", message)
        case .lastOwner(let team):
            self.init(conflict: "LAST_OWNER", "the team with id=\(team) must keep an owner; name another one first")
        case .invalid(let field, let expected):
            self.init(bad: "INVALID_FIELD", "'\(field)' is not valid; expected \(expected)", field: field)
        }
    }

    private init(dead status: Invite.Status) {
        let message =
            switch status {
            case .active, .paused: "the invite is paused; ask a team's administrator, or try again later"
            case .exhausted: "the invite has been used as often as it may be; ask for a new one"
            case .expired: "the invite has expired; ask for a new one"
            case .revoked: "the invite was revoked; ask for a new one"
            }
        self.init(status: status == .paused ? .conflict : .gone, reason: status.reason, message: message)
    }

    private init(forbidden reason: String, _ message: String) {
        self.init(status: .forbidden, reason: reason, message: message)
    }

    private init(conflict reason: String, _ message: String) {
        self.init(status: .conflict, reason: reason, message: message)
    }

    private init(_ why: Refusal.Authentication) {
        let (reason, message) =
            switch why {
            case .missing:
                ("CREDENTIAL_MISSING", "no credential; send 'Authorization: Bearer ' and an API key or access token")
            case .malformed: ("CREDENTIAL_MALFORMED", "the Authorization field is not 'Bearer ' and one credential")
            case .malformedKey(let field):
                ("CREDENTIAL_MALFORMED", "\(field) is not one API key or access token, alone and without 'Bearer '")
            case .foreignScheme(let keyField): ("CREDENTIAL_MALFORMED", Self.advice(keyField: keyField))
            case .unknown: ("CREDENTIAL_UNKNOWN", "the credential is not known here")
            case .expired: ("CREDENTIAL_EXPIRED", "the credential has expired; get a new one")
            case .revoked: ("CREDENTIAL_REVOKED", "the credential was revoked; get a new one")
            case .token(let fault): (fault.reason, fault.message)
            case .assertion: ("FRONT_IDENTITY", "the web server knows you by something that is no user here")
            }
        self.init(status: .unauthorized, reason: reason, message: message)
        fields[.wwwAuthenticate] = why == .missing ? "Bearer" : "Bearer error=\"invalid_token\""
        switch why {
        case .token(.claim(let name, _)): field = name
        case .assertion(let expected): internalNote = "what the web server says of the user is not \(expected)"
        default: break
        }
    }
    private static func advice(keyField: String?) -> String {
        let place = keyField.map { "\($0), alone" } ?? "'Authorization: Bearer ' and nothing else"
        return "the Authorization field is of another scheme than Bearer, such as Basic, which is the web server's; "
            + "send an API key or access token in \(place)"
    }
}
