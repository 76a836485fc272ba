import HTTPTypes
import InviteTestSupport
import StrictJSON
import Testing

@testable import InviteAPI

/// What is answered while there is nothing to answer from.
struct UnavailableTests {
    private func answer(_ method: HTTPRequest.Method, _ path: String) -> Answer {
        InviteAPI.unavailable(
            HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path), at: noon)
    }

    private func field(_ name: String, of answer: Answer) -> String? {
        HTTPField.Name(name).flatMap { answer.response.headerFields[$0] }
    }

    @Test(
        "people get a page, and it has no token in it",
        arguments: ["/signup?token=0123456789abcdef", "/teams?token=x", "/signup/", "/getting-started", "/signup/done"])
    func page(path: String) {
        for method in [HTTPRequest.Method.get, .head] {
            let answer = answer(method, path)
            #expect(answer.response.status == .serviceUnavailable)
            #expect(field("Content-Type", of: answer) == "text/html; charset=utf-8")
            #expect(field("Retry-After", of: answer) == "5")
            let text = String(decoding: answer.body, as: UTF8.self)
            #expect(text.contains("<h1>This page is not available just now</h1>") && !text.contains("0123456789abcdef"))
            #expect(field("Content-Security-Policy", of: answer)?.contains("style-src 'nonce-") == true)
        }
    }

    @Test("programs get JSON, whatever they ask", arguments: ["/health", "/v2/teams/42/invites", "/nowhere", "/", ""])
    func json(path: String) throws {
        let answer = answer(.get, path)
        #expect(answer.response.status == .serviceUnavailable)
        #expect(field("Content-Type", of: answer) == "application/json; charset=utf-8")
        #expect(field("Retry-After", of: answer) == "5")
        let details = try JSONReader.value(of: answer.body)["error"]?["details"]
        #expect(details?["reason"] == .string("STORE_UNAVAILABLE"))
    }

    @Test("a preflight is answered, so that a browser shows the answer to what follows")
    func preflight() {
        let answer = answer(.options, "/v2/teams/42/invite")
        #expect(answer.response.status == .noContent)
        #expect(field("Access-Control-Allow-Origin", of: answer) == "*")
    }

    @Test("what is no request is answered too")
    func noRequest() {
        #expect(InviteAPI.unavailable(nil, at: noon).response.status == .serviceUnavailable)
    }
}
