package import HTTPTypes
package import InviteDomain

extension InviteAPI {
    /// The answer of a service that has no state or no settings to answer from: 503, as a page where people look, and as
    /// JSON everywhere else; a preflight as ever, or browsers would not show the answer to who asked.
    ///
    /// - Parameters:
    ///   - request: nil for what is no request.
    ///   - now: the time of the answer.
    /// - Returns: the answer.
    package static func unavailable(_ request: HTTPRequest?, at now: Timestamp) -> Answer {
        let log = Answer.Log(method: request?.method.rawValue ?? "")
        if let request, request.method == .options {
            let fields = Preflight.fields(for: request, takesPatch: false)
            return Answer(Content(status: .noContent, body: [], fields: fields), log: log)
        }
        let path = request?.path ?? ""
        let error = StoreError(.unavailable, "the service could not be set up")
        return Answer(refusing: error, log: log) { error, failure in
            isForPeople(request, path) ? page(failure) : .failure(failure, path: path, at: now)
        }
    }

    /// True for the paths of the sign-up page, whether the site uses it or not: who asks for them is a person.
    private static func isForPeople(_ request: HTTPRequest?, _ target: String) -> Bool {
        let path = Substring(target.utf8.prefix { $0 != UInt8(ascii: "?") })
        guard let request, let (endpoint, _) = try? Endpoint.match(request.method, path: path, among: Endpoint.all)
        else { return false }
        if case .page = endpoint.operation { return true }
        return false
    }

    /// Without a form, so that it needs to know of no place to send one.
    private static func page(_ failure: Failure) -> Content {
        let nonce = String(UInt64.random(in: 1 << 60 ... .max), radix: 16)
        var content = Content(
            type: "text/html; charset=utf-8", body: SignupPage.failed(message: failure.message).render(nonce: nonce))
        content.common = CommonFields.page(nonce: nonce)
        return content
    }
}
