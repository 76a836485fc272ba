import HTTPTypes
import OpenAPI
import Testing

@testable import InviteAPI

extension Fixture {
    /// Expects the status of an answer to be one that the document describes, with the header fields that it names: so
    /// every request that a test sends tries the document too.
    func expectDescribed(_ answer: Answer, _ method: HTTPRequest.Method, _ path: String) {
        let routes = Routes(pages: settings.hasSignupPage)
        guard method != .options, let (route, _) = try? routes.match(method, path: path.prefix { $0 != "?" })
        else { return }
        let operation = route.description
        let status = answer.response.status.code
        let what = "\(method) \(route.template) \(status) \(answer.log.reason ?? "")"
        if status == operation.success.status { return }
        guard let error = operation.errors.first(where: { $0.status == status }) else {
            Issue.record("\(what) is not described")
            return
        }
        let type = answer.response.headerFields[.contentType] ?? ""
        #expect(error.media != .json || type.hasPrefix("application/json"), "\(what)")
        #expect(error.media != .page || type.hasPrefix("text/html"), "\(what)")
        if error.media == .json {
            #expect(error.failures.contains { $0.reason == answer.log.reason }, "\(what)")
        }
    }
}
