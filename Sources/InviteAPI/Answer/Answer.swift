package import HTTPTypes
package import InviteDomain
import InvitePages
import StrictJSON

/// What the API answers, and what there is to note about it.
package struct Answer: Sendable {
    package let response: HTTPResponse
    package let body: [UInt8]
    package let log: Log
    /// True when the process must not go on after this answer.
    package let isFatal: Bool

    /// Facts for one line of the log; no secret is among them.
    package struct Log: Sendable {
        package let requestID = RequestID.new()
        package let method: String
        /// The endpoint's path with the names of its parameters, nil for an unknown path.
        package var route: String?
        /// Whose credential it was, when it was known.
        package var userID: UserID?
        package var credentialID: String?
        /// What is left to whoever asked, where that is counted.
        package var allowance: Allowance?
        /// True when the answer has the link of an invite in it.
        package var hasLink = false
        /// `details.reason` of an error.
        package var reason: String?
        /// What the operator should know and the caller was not told.
        package var internalNote: String?

        package init(method: String) {
            self.method = method
        }
    }

    init(_ content: Content, log: Log, isFatal: Bool = false) {
        var fields = content.common
        if let type = content.type { fields.append(HTTPField(name: .contentType, value: type)) }
        fields.append(HTTPField(name: .requestID, value: log.requestID))
        for field in content.fields { fields.append(field) }
        if let allowance = log.allowance { fields.append(allowance) }
        response = HTTPResponse(status: content.status, headerFields: fields)
        body = content.body
        self.log = log
        self.isFatal = isFatal
    }

    /// The answer to a request that failed before it came to the API.
    ///
    /// - Parameters:
    ///   - error: a refusal, a problem of the request, a failure of the store; anything else is a fault of ours.
    ///   - asked: what the request was for, as far as that is known.
    ///   - log: what was found out before.
    ///   - now: the time of the answer.
    package init(refusing error: any Error, _ asked: Asked, log: Log, at now: Timestamp) {
        self.init(refusing: error, log: log) {
            .failure($1, asked, at: now, of: SignupSite(), .random(in: 0 ... .max))
        }
    }

    /// The answer to a request that failed: the only place where an error becomes one.
    init(refusing error: any Error, log: Log, _ render: (any Error, Failure) -> Content) {
        let failure = Failure(error)
        var log = log
        log.reason = failure.reason
        log.internalNote = failure.internalNote
        var content = render(error, failure)
        content.status = failure.status
        for field in failure.fields { content.fields.append(field) }
        self.init(content, log: log, isFatal: failure.isFatal)
    }
}

/// What an operation has to say, before the fields of every answer are put around it.
struct Content {
    var status = HTTPResponse.Status.ok
    var type: String?
    var body: [UInt8]
    var fields: HTTPFields = [:]
    /// The fields of every answer of this kind.
    var common = CommonFields.all

    /// Cal.com's envelope of a success around what `data` writes.
    static func success(_ data: (inout JSONWriter) -> Void) -> Content { .json(Envelope.success(data)) }

    /// A failure for whoever asked: a page where a browser wants to see one, else the envelope, in which the path is
    /// repeated as far as is safe.
    ///
    /// Below `/v2/` all are programs.
    static func failure(
        _ failure: Failure, _ asked: Asked, at now: Timestamp, of site: SignupSite, _ random: UInt64
    ) -> Content {
        let envelope = Content.json(Envelope.failure(failure, path: Redaction.path(asked.path[...]), at: now))
        if asked.isOfAPI { return envelope }
        var content = asked.prefersPage ? .page(SignupPage(failure), of: site, random) : envelope
        content.fields[.vary] = "Accept"
        return content
    }

    /// A page for people; `random` is what its policy is to know its stylesheet by.
    static func page(_ page: SignupPage, of site: SignupSite, _ random: UInt64) -> Content {
        let number = String(random, radix: 16)
        let nonce = String(repeating: "0", count: 16 - number.count) + number
        return Content(
            type: "text/html; charset=utf-8", body: page.render(nonce: nonce, of: site),
            common: CommonFields.page(nonce: nonce, loadsLogo: site.loadsLogo))
    }

    /// "See other": where to go on after a form of a page was sent.
    static func redirect(to location: String) -> Content {
        var content = Content(status: .seeOther, body: [], common: CommonFields.page(nonce: nil))
        content.fields[.location] = location
        return content
    }

    static func json(_ body: [UInt8]) -> Content {
        Content(type: "application/json; charset=utf-8", body: body)
    }
}
