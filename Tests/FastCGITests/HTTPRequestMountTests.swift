import HTTPTypes
import Testing

@testable import FastCGI

/// What every web server says of a request for `/invites/signup` where the service is mounted at `/invites`.
@Suite struct HTTPRequestMountTests {
    private static let whole = "/invites/signup"

    @Test(
        "the mount point that is set is taken off where the web server has not done so, and once only",
        arguments: [
            // h2o; nginx's stock parameters; a request for the mount point itself, with a slash and without.
            ("/invites", ["SCRIPT_NAME": "", "PATH_INFO": whole, "REQUEST_URI": whole + "?a=b"], "/signup"),
            ("/invites", ["SCRIPT_NAME": whole, "REQUEST_URI": whole], "/signup"),
            ("/invites", ["SCRIPT_NAME": "/invites/", "REQUEST_URI": "/invites/"], "/"),
            ("/invites", ["SCRIPT_NAME": "/invites", "REQUEST_URI": "/invites"], "/"),
            ("/invites", ["PATH_INFO": whole], "/signup"),
            // Web servers that know it: nginx with a word for it, lighttpd, .htaccess; and a proxy that takes it off.
            ("/invites", ["SCRIPT_NAME": "/invites", "REQUEST_URI": whole], "/signup"),
            ("/invites", ["SCRIPT_NAME": "/invites", "PATH_INFO": "/signup", "REQUEST_URI": whole], "/signup"),
            (
                "/invites", ["SCRIPT_NAME": "/invites/invite.cgi", "PATH_INFO": "/signup", "REQUEST_URI": whole],
                "/signup"
            ),
            ("/invites", ["SCRIPT_NAME": "/signup", "REQUEST_URI": "/signup"], "/signup"),
            // Mounted where a path of its own has the same name.
            ("/v2", ["SCRIPT_NAME": "/v2", "PATH_INFO": "/v2/me", "REQUEST_URI": "/v2/v2/me"], "/v2/me"),
            ("/v2", ["SCRIPT_NAME": "/v2", "REQUEST_URI": "/v2/v2/me"], "/v2/me"),
            ("/v2", ["SCRIPT_NAME": "", "PATH_INFO": "/v2/v2/me", "REQUEST_URI": "/v2/v2/me"], "/v2/me"),
            // Not below it by whole segments; another place.
            ("/invites", ["REQUEST_URI": "/invitesx/signup"], "/invitesx/signup"),
            ("/team/invites", ["REQUEST_URI": whole], whole),
            ("/invites", ["REQUEST_URI": "/%69nvites/signup"], "/signup"),
            ("", ["REQUEST_URI": whole], whole),
        ] as [(String, [String: String], String)])
    func path(mount: String, variables: [String: String], expected: String) throws {
        let variables = CGIVariables.sample(variables)
        #expect(try HTTPRequest(variables, below: mount).path == expected)
        #expect(HTTPRequest.path(of: variables, below: mount) == expected)
    }

    @Test(
        "where the service is mounted is what stands before the path in the URL",
        arguments: [
            (["SCRIPT_NAME": "/invites", "REQUEST_URI": whole + "?a=b"], "/invites"),
            (["SCRIPT_NAME": "/invites", "PATH_INFO": "/signup", "REQUEST_URI": whole], "/invites"),
            (["SCRIPT_NAME": "/invites/invite.cgi", "PATH_INFO": "/signup", "REQUEST_URI": whole], "/invites"),
            (["SCRIPT_NAME": whole, "REQUEST_URI": whole], ""),
            (["SCRIPT_NAME": "", "PATH_INFO": "/signup", "REQUEST_URI": "/signup"], ""),
            (["PATH_INFO": "/signup", "REQUEST_URI": "//signup"], ""),
            (["PATH_INFO": "/signup", "REQUEST_URI": "http://h.example/invites/signup"], "/invites"),
            (["PATH_INFO": "/signup", "REQUEST_URI": "/elsewhere"], nil),
            (["PATH_INFO": "/signup"], nil), (["REQUEST_URI": "/%"], nil),
        ] as [([String: String], String?)])
    func mount(variables: [String: String], expected: String?) {
        #expect(HTTPRequest.mount(of: .sample(variables)) == expected)
    }

    @Test(
        "where the operator has named a mount point, a web server that hands on the whole path is at it",
        arguments: [
            (["SCRIPT_NAME": "", "PATH_INFO": whole, "REQUEST_URI": whole], "/invites"),
            (["SCRIPT_NAME": whole, "REQUEST_URI": whole], "/invites"),
            (["SCRIPT_NAME": "/invites", "PATH_INFO": "/signup", "REQUEST_URI": whole], "/invites"),
            (["SCRIPT_NAME": "", "PATH_INFO": "/signup", "REQUEST_URI": "/signup"], ""),
            (["SCRIPT_NAME": "/other", "PATH_INFO": "/signup", "REQUEST_URI": "/other/signup"], "/other"),
        ] as [([String: String], String)])
    func namedMount(variables: [String: String], expected: String) {
        #expect(HTTPRequest.mount(of: .sample(variables), below: "/invites") == expected)
    }
}
