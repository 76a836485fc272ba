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
            // A whole URI for a target, as clients write it to a proxy.
            (["REQUEST_URI": "http://a.example/health?x=/y", "SCRIPT_NAME": "/health"], "/health"),
            (["REQUEST_URI": "HTTPS://a.example:8443/i/v2/me", "SCRIPT_NAME": "/i"], "/v2/me"),
            (["REQUEST_URI": "http://[::1]:80/v2//x"], "/v2//x"), (["REQUEST_URI": "a+b-1.c://u@h/x%20y"], "/x%20y"),
            (["REQUEST_URI": "http://a.example"], "/"), (["REQUEST_URI": "http://a.example?x=/y"], "/"),
            (["REQUEST_URI": "http://a.example/i", "PATH_INFO": "/health"], "/health"),
            // As h2o misreads it.
            (
                [
                    "REQUEST_URI": "http://a.example/v2/t%65ams?x", "SCRIPT_NAME": "",
                    "PATH_INFO": "/http://a.example/v2/teams",
                ], "/v2/teams"
            ),
            (["REQUEST_URI": "http://a.example/http://b/x", "PATH_INFO": "/http://b/x"], "/http://b/x"),
            // No path in the target at all: nothing was misread.
            (["REQUEST_URI": "?x=/y", "PATH_INFO": "/"], "/"), (["REQUEST_URI": "", "PATH_INFO": "/"], "/"),
            // None of them is one.
            (["REQUEST_URI": "/http://a.example/x"], "/http://a.example/x"),
            (["REQUEST_URI": "//a.example/x"], "//a.example/x"),
            (["REQUEST_URI": "1a://h/x"], "1a://h/x"), (["REQUEST_URI": "://h/x"], "://h/x"),
            (["REQUEST_URI": "http:/x"], "http:/x"), (["REQUEST_URI": "h%74tp://a/x"], "http://a/x"),
            // Caddy, which splits no path unless it is told to; then its php_fastcgi, with nobody's path in PATH_INFO.
            (["PATH_INFO": "/v2/me", "SCRIPT_NAME": ""], "/v2/me"),
            (["PATH_INFO": "/v2/me", "SCRIPT_NAME": "/"], "/v2/me"),
            (["PATH_INFO": "", "SCRIPT_NAME": "/index.php", "REQUEST_URI": "/v2/me?a=b"], "/v2/me"),
            (["PATH_INFO": "", "SCRIPT_NAME": "/i", "REQUEST_URI": "/i/v2/me"], "/v2/me"),
            // The whole path for a script's name, as OpenBSD's httpd may have it.
            (
                [
                    "SCRIPT_NAME": "/health", "SCRIPT_FILENAME": "/htdocs/health", "REQUEST_URI": "/health",
                    "PATH_INFO": "",
                ],
                "/health"
            ),
            (["SCRIPT_NAME": "/i/health", "REQUEST_URI": "/i/health", "PATH_INFO": ""], "/i/health"),
            // h2o below a prefix: no script, and the whole path behind it.
            (["SCRIPT_NAME": "", "PATH_INFO": "/i/health", "REQUEST_URI": "/i/health"], "/i/health"),
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
