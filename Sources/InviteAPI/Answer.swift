package import HTTPTypes
package import InviteDomain

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
        /// `details.reason` of an error.
        package var reason: String?
        /// What the operator should know and the caller was not told.
        package var internalNote: String?

        package init(method: String) {
            self.method = method
        }
    }

    init(_ content: Content, log: Log, isFatal: Bool = false) {
        var fields = CommonFields.all
        if let type = content.type { fields.append(HTTPField(name: .contentType, value: type)) }
        fields.append(HTTPField(name: .requestID, value: log.requestID))
        for field in content.fields { fields.append(field) }
        response = HTTPResponse(status: content.status, headerFields: fields)
        body = content.body
        self.log = log
        self.isFatal = isFatal
    }

    /// The answer to a request that failed: the only place where an error becomes one.
    ///
    /// - Parameters:
    ///   - error: a refusal, a problem of the request, a failure of the store; anything else is a fault of ours.
    ///   - path: the request's target, as far as it is known.
    ///   - log: what was found out before.
    ///   - now: the time of the answer.
    package init(refusing error: any Error, path: String, log: Log, at now: Timestamp) {
        let failure = Failure(error)
        var log = log
        log.reason = failure.reason
        log.internalNote = failure.internalNote
        let shown = Redaction.path(path.prefix { $0 != "?" })
        var content = Content.json(Envelope.failure(failure, path: shown, at: now))
        content.status = failure.status
        content.fields = failure.fields
        self.init(content, log: log, isFatal: failure.isFatal)
    }
}

/// What an operation has to say, before the fields of every answer are put around it.
struct Content {
    var status = HTTPResponse.Status.ok
    var type: String?
    var body: [UInt8]
    var fields: HTTPFields = [:]

    static func json(_ body: [UInt8]) -> Content {
        Content(type: "application/json; charset=utf-8", body: body)
    }
}
