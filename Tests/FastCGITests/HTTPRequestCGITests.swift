import HTTPTypes
import Testing

@testable import FastCGI

@Suite struct HTTPRequestCGITests {
    @Test(
        "the path is what comes after the mount point, under every web server's idea of the variables",
        arguments: [
            // nginx's stock parameters: the whole path twice, no PATH_INFO.
            (["REQUEST_URI": "/v2/teams/5/invite?a=b", "SCRIPT_NAME": "/v2/teams/5/invite"], "/v2/teams/5/invite"),
            // nginx below a prefix.
            (["REQUEST_URI": "/invites/v2/teams/5/invite", "SCRIPT_NAME": "/invites"], "/v2/teams/5/invite"),
            // Apache's ScriptAlias, lighttpd.
            (
                ["REQUEST_URI": "/i/v2/x%20y", "SCRIPT_NAME": "/i", "PATH_INFO": "/v2/x y"], "/v2/x%20y"
            ),
            (["PATH_INFO": "", "REQUEST_URI": "/health", "SCRIPT_NAME": ""], "/health"),
            // Not a prefix by whole segments.
            (["REQUEST_URI": "/invitesx/v2", "SCRIPT_NAME": "/invites"], "/invitesx/v2"),
            // Not a prefix by its bytes, though by its characters; by its bytes, though not by its characters.
            (["REQUEST_URI": "/e%CC%81/v2", "SCRIPT_NAME": "/\u{E9}"], "/e%CC%81/v2"),
            (["REQUEST_URI": "/i/%CC%81v2", "SCRIPT_NAME": "/i"], "/%CC%81v2"),
            (["REQUEST_URI": "/v2/%74eams", "SCRIPT_NAME": ""], "/v2/teams"),
            (["REQUEST_URI": "/a%25b%2541"], "/a%25b%2541"),
            (["PATH_INFO": "/ä%"], "/%C3%A4%25"),
            (["REQUEST_URI": "*"], "*"),
            ([:], ""),
        ]
    )
    func path(variables: [String: String], expected: String) throws {
        let request = try HTTPRequest(.sample(variables))
        #expect(request.path?.prefix { $0 != "?" } == expected[...])
    }

    @Test("the query is kept as it was sent")
    func query() throws {
        let request = try HTTPRequest(.sample(["REQUEST_URI": "/a?x=%20", "QUERY_STRING": "x=%20&y"]))
        #expect(request.path == "/a?x=%20&y")
    }

    @Test("fields come from HTTP_ variables, type and length from their own, and from nowhere else")
    func fields() throws {
        let request = try HTTPRequest(
            .sample([
                "HTTP_X_CAL_CLIENT_ID": "7", "HTTP_AUTHORIZATION": "Bearer a", "CONTENT_TYPE": "application/json",
                "CONTENT_LENGTH": "2", "HTTP_CONTENT_TYPE": "text/evil", "HTTP_CONTENT_LENGTH": "9", "HTTP_": "x",
                "HTTP_:PATH": "/", "HTTP_:": "x",
                "REDIRECT_HTTP_AUTHORIZATION": "Bearer b", "SERVER_NAME": "n",
            ])
        )
        #expect(request.headerFields[.authorization] == "Bearer a")
        #expect(request.headerFields[.contentType] == "application/json")
        #expect(request.headerFields[.contentLength] == "2")
        #expect(HTTPField.Name("x-cal-client-id").flatMap { request.headerFields[$0] } == "7")
        #expect(request.headerFields.count == 4)
    }

    @Test(
        "Authorization is taken from where Apache's rewriting left it, and an empty one is none",
        arguments: [
            (["REDIRECT_HTTP_AUTHORIZATION": "Bearer b"], "Bearer b"),
            (["HTTP_AUTHORIZATION": "", "REDIRECT_HTTP_AUTHORIZATION": "Bearer b"], "Bearer b"),
            (["HTTP_AUTHORIZATION": " \t", "REDIRECT_REDIRECT_HTTP_AUTHORIZATION": "Bearer b"], "Bearer b"),
            (
                ["REDIRECT_REDIRECT_HTTP_AUTHORIZATION": "Bearer a", "REDIRECT_HTTP_AUTHORIZATION": "Bearer b"],
                "Bearer b"
            ),
            (
                ["REDIRECT_REDIRECT_HTTP_AUTHORIZATION": "Bearer b", "REDIRECT_HTTP_AUTHORIZATION": ""], "Bearer b"
            ),
            (["HTTP_AUTHORIZATION": "", "REDIRECT_HTTP_AUTHORIZATION": ""], nil),
            (["XREDIRECT_HTTP_AUTHORIZATION": "Bearer b", "REDIRECTXHTTP_AUTHORIZATION": "Bearer b"], nil),
        ] as [([String: String], String?)])
    func redirectedAuthorization(variables: [String: String], expected: String?) throws {
        let request = try HTTPRequest(.sample(variables))
        #expect(request.headerFields[.authorization] == expected)
        #expect(request.headerFields.count == (expected == nil ? 0 : 1))
    }

    @Test(
        "what cannot be a request is refused",
        arguments: [
            (["REQUEST_METHOD": ""], .method), (["REQUEST_METHOD": "G ET"], .method),
            (["REQUEST_URI": "/%"], .path), (["REQUEST_URI": "/%4"], .path), (["REQUEST_URI": "/%zz"], .path),
            (["REQUEST_URI": "/%00"], .path), (["REQUEST_URI": "/%ff"], .path), (["PATH_INFO": "/\0"], .path),
        ] as [([String: String], RequestFault)]
    )
    func refusal(variables: [String: String], fault: RequestFault) {
        #expect(throws: fault) { try HTTPRequest(.sample(variables)) }
    }

    @Test("no method at all is refused")
    func noMethod() {
        #expect(throws: RequestFault.method) { try HTTPRequest(CGIVariables([("REQUEST_URI", "/")])) }
    }

    @Test("of a variable sent twice the first counts")
    func duplicates() {
        #expect(CGIVariables([("A", "1"), ("A", "2")])["A"] == "1")
    }
}

extension CGIVariables {
    /// These variables, and a method unless they have one.
    static func sample(_ variables: [String: String]) -> CGIVariables {
        let all = variables.merging(["REQUEST_METHOD": "POST"]) { own, _ in own }
        return CGIVariables(all.map { ($0.key, $0.value) })
    }
}
