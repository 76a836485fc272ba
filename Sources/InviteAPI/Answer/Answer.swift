package import HTTPTypes
package import InviteDomain
import InvitePages

/// The answer to a request, and what the log is to say of it.
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
    ///   - audience: who reads it, as far as that is known.
    ///   - log: what was found out before.
    ///   - now: the time of the answer.
    package init(refusing error: any Error, _ audience: Audience, log: Log, at now: Timestamp) {
        self.init(refusing: error, log: log) {
            .failure($1, audience, at: now, of: SignupSite(), .random(in: 0 ... .max))
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
