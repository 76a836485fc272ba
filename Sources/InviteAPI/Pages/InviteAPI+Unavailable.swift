package import HTTPTypes
package import InviteDomain
import InvitePages

extension InviteAPI {
    /// The answer of a service that has no state or no settings to answer from: 503, as a page where people look, and as
    /// JSON for programs; a preflight as ever, or browsers would not show the answer to who asked.
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
        let error = StoreError(.unavailable, "the service could not be set up")
        let audience = Audience(path: request?.path ?? "", accept: request?.headerFields.value(of: .accept))
        let (site, random) = (SignupSite(), UInt64.random(in: 0 ... .max))
        return Answer(refusing: error, log: log) { _, failure in
            isForPeople(request)
                ? .page(SignupPage(failure), of: site, random) : .failure(failure, audience, at: now, of: site, random)
        }
    }

    /// True for the paths of the sign-up page, whether the site uses it or not: who asks for them is a person.
    private static func isForPeople(_ request: HTTPRequest?) -> Bool {
        guard let request,
            let (route, _) = try? Routes(pages: true).match(request.method, path: path(of: request))
        else { return false }
        return route.isPage
    }
}
