import HTTPTypes
import InviteDomain
import OpenAPI
import StrictJSON

/// An answer to a request that failed, as the document describes it: made of the very errors that lead to it, so that
/// statuses, reasons and examples cannot differ from what is answered.
struct OpenAPIError {
    let name: String
    let text: String
    let media: Media
    /// At least one; all have the same status.
    let errors: [any Error]

    enum Media: Equatable {
        /// The envelope.
        case json
        /// A page for people.
        case page
        /// A page, or the envelope when the page was never reached.
        case pageOrJSON
    }

    init(_ name: String, _ text: String, as media: Media = .json, _ errors: [any Error]) {
        self.name = name
        self.text = text
        self.media = media
        self.errors = errors
    }

    var failures: [Failure] { errors.map { Failure($0) } }

    var status: Int {
        guard let first = failures.first else { preconditionFailure("\(name) describes no error") }
        return first.status.code
    }

    /// What can happen to any request whatever.
    static let ofEveryRequest = [unavailable] + ofTransport

    /// What can happen to one that names a credential or a token.
    static let ofEveryCall = [tooManyRequests] + ofEveryRequest

    /// What is answered before it is known what a request is for.
    static let ofTransport = [contentTooLarge, headerFieldsTooLarge]

    /// The same where people may ask.
    static let ofTransportToPages = [pageContentTooLarge, pageHeaderFieldsTooLarge]

    /// All of them, those that only pages answer included.
    static let all = [
        badQuery, badRequest, unauthorized, scopeMissing, notInTeam, notManaging, mayNotCreate, mayNotJoin,
        mayNotSpeak, outranked,
        linkAboveOwn,
        teamNotFound, inviteNotFound, tokenNotFound, memberNotFound, notKeptOut, createConflict, editConflict,
        invitePaused, linkConflict, teamConflict, mayNotCreateTeam,
        memberExists, memberConflict, lastOwner, inviteRevoked, inviteGone, eventsGone, versionMismatch,
        contentTooLarge, mediaType,
        patchType, mayNotIssueKey, mayNotManageKeys, keyNotFound, keyConflict,
        headerFieldsTooLarge, rateLimited, tooManyRequests, unavailable, pageBadRequest, pageRestricted, pageForbidden,
        pageNotFound, pagePaused,
        healthBadRequest, pageMalformed, pageContentTooLarge, pageHeaderFieldsTooLarge, pageGone, pageMediaType,
        pageRateLimited, pageTooManyRequests, pageTooManySignUps, pageUnavailable,
    ]

    /// The reasons that no operation answers with: those of a method that the document does not have, and of ourselves.
    private static let reasonsOfNoOperation = ["METHOD_NOT_ALLOWED", "ROUTE_NOT_FOUND", "INTERNAL_ERROR"]

    /// What the web server says of its own accord (`deploy/nginx`).
    private static let reasonsOfWebServer = [
        "NOT_IMPLEMENTED", "HTTP_VERSION_NOT_SUPPORTED", "SERVICE_FAILED", "SERVICE_TIMEOUT", "SERVICE_UNAVAILABLE",
        "TOO_MANY_REQUESTS", "URI_TOO_LONG", "WEB_SERVER_ERROR", "WEB_SERVER_FORBIDS",
    ]

    /// All that `details.reason` can be.
    static var reasons: [String] {
        let ours = all.filter { $0.media != .page }.flatMap(\.failures).map(\.reason)
        return Set(ours + reasonsOfNoOperation + reasonsOfWebServer).sorted()
    }
}

extension JSONWriter {
    /// The component of an error.
    mutating func response(_ error: OpenAPIError) {
        let failures = error.failures
        object {
            $0.member("description", error.text)
            let fields = Set(failures.flatMap { $0.fields.map(\.name.rawName) }).sorted()
            $0.member("headers") { $0.headers(["X-Request-Id"] + fields) }
            $0.member("content") {
                $0.object {
                    if error.media != .json {
                        $0.member("text/html") { $0.writeVerbatim(#"{ "schema": { "type": "string" } }"#) }
                    }
                    if error.media != .page { $0.member("application/json") { $0.envelopes(of: failures) } }
                }
            }
        }
    }

    private mutating func envelopes(of failures: [Failure]) {
        object {
            $0.member("schema") { $0.reference(to: .schemas, "Error") }
            $0.member("examples") {
                $0.object {
                    for (index, failure) in failures.enumerated()
                    where !failures[..<index].contains(where: { $0.reason == failure.reason }) {
                        $0.member(failure.reason) { $0.reference(to: .examples, failure.reason) }
                    }
                }
            }
        }
    }
}
