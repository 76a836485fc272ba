import Testing

/// One of the requests that mean the same behind every web server.
struct SampleRequest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let status: Int
    /// Whose key it carries.
    private let person: Person?
    private let request: WebRequest

    private init(
        _ description: String, _ status: Int, _ method: String = "POST", _ target: String = "/v2/teams/42/invite",
        as person: Person? = .admin, fields: [String] = [], body: String? = nil, isChunked: Bool = false,
        hasOriginInTarget: Bool = false
    ) {
        testDescription = description
        self.status = status
        self.person = person
        var request = WebRequest(method, target, fields: fields)
        // A POST without any length is one that lighttpd refuses.
        if let body = method == "POST" ? body ?? "" : body { request.body = Array(body.utf8) }
        if body != nil, !fields.contains(where: { $0.hasPrefix("Content-Type") }) {
            request.fields.append("Content-Type: application/json")
        }
        request.isChunked = isChunked
        request.hasOriginInTarget = hasOriginInTarget
        self.request = request
    }

    /// True if it makes an invite.
    var creates: Bool { status == 200 && request.method == "POST" }

    /// False for what the web server cannot hand on, whatever its configuration.
    func passes(_ server: WebServer, mount: String) -> Bool {
        // h2o looks for a prefix at the front of the target, which begins with a scheme.
        if server == .h2o, !mount.isEmpty, request.hasOriginInTarget { return false }
        // HAProxy has to hold all of a body in chunks in one buffer, and of none it never sees the end.
        return server != .haproxy || !request.isChunked || (1...60_000).contains(request.body?.count ?? 0)
    }

    /// The request as it is sent to a service on `state`.
    func request(on state: SampleState) -> WebRequest {
        guard let person else { return request }
        var request = request
        request.fields.append("Authorization: Bearer \(state.key(of: person))")
        return request
    }

    static let all = reads + creates + refusals + paths + sizes

    private static let reads = [
        SampleRequest("health", 200, "GET", "/health", as: nil),
        SampleRequest("health, only the head", 200, "HEAD", "/health", as: nil),
        SampleRequest("the description of the API", 200, "GET", "/v2/openapi.json", as: nil),
        SampleRequest("a preflight", 204, "OPTIONS", as: nil, fields: ["Origin: https://a.example"]),
    ]

    private static let creates = [
        SampleRequest("an empty body", 200),
        SampleRequest("an empty body in chunks", 200, body: "", isChunked: true),
        SampleRequest("options", 200, body: #"{"maxUses":3,"name":"Zoë","expiresInDays":null}"#),
        SampleRequest("options in chunks", 200, body: #"{"maxUses":3}"#, isChunked: true),
        SampleRequest("an instance administrator", 200, as: .instanceAdmin),
        SampleRequest("a field that looks like a variable", 200, fields: ["Proxy: http://a.example", "X-Script: /x"]),
    ]

    private static let refusals = [
        SampleRequest("no credential", 401, as: nil),
        SampleRequest("another scheme", 401, as: nil, fields: ["Authorization: Basic YTpi"]),
        SampleRequest("an unknown key", 401, as: nil, fields: ["Authorization: Bearer cal_\(hex.prefix(32))"]),
        SampleRequest("a member", 403, as: .member),
        SampleRequest("a stranger", 403, as: .stranger),
        SampleRequest("a bad id", 400, "POST", "/v2/teams/0/invite"),
        SampleRequest("no JSON", 400, body: "{"),
        SampleRequest("no JSON in chunks", 400, body: "{", isChunked: true),
        SampleRequest("another type", 415, fields: ["Content-Type: text/plain"], body: "{}"),
        SampleRequest("GET where only POST is", 405, "GET"),
        SampleRequest("HEAD where only POST is", 405, "HEAD"),
        SampleRequest("DELETE where only POST is", 405, "DELETE"),
        SampleRequest("PATCH where only POST is", 405, "PATCH", body: "{}"),
        SampleRequest("PUT where only POST is", 405, "PUT", body: "{}"),
    ]

    private static let paths = [
        SampleRequest("an empty query", 200, "POST", "/v2/teams/42/invite?"),
        SampleRequest("a query", 200, "GET", "/v2/teams/42/invites?take=1&status=%61ctive"),
        SampleRequest("a query of other names", 400, "POST", "/v2/teams/42/invite?a=%2F&b=c+d&PATH_INFO=/x"),
        SampleRequest("a slash at the end", 200, "POST", "/v2/teams/42/invite/"),
        SampleRequest("a path with percent signs", 200, "POST", "/v2/t%65ams/%342/invite"),
        SampleRequest("a path with an encoded slash", 200, "POST", "/v2/teams%2F42/invite"),
        SampleRequest("a path with an encoded percent sign", 400, "POST", "/v2/teams/4%252/invite"),
        SampleRequest("a path with other letters", 404, "GET", "/v2/%C3%A9quipes/%E2%9C%93%20%22a%22"),
        SampleRequest("a path with a semicolon", 404, "GET", "/v2/teams;a=b/42,43/!$&'()*+=:@~"),
        SampleRequest("a path that nobody has", 404, "GET", "/signup/\(hex)?token=\(hex)", as: nil),
        SampleRequest("the root", 404, "GET", "/", as: nil),
        SampleRequest("a whole URI", 200, "GET", "/health", as: nil, hasOriginInTarget: true),
        SampleRequest(
            "a whole URI with percent signs and a query", 200, "GET", "/v2/t%65ams/%342/invites?take=1",
            hasOriginInTarget: true),
        SampleRequest("a whole URI that nobody has", 404, "GET", "/v2/%C3%A9quipes", hasOriginInTarget: true),
    ]

    private static let sizes = [
        SampleRequest("100 kB", 200, body: "{}" + String(repeating: " ", count: 102_398)),
        SampleRequest("100 kB in chunks", 200, body: "{}" + String(repeating: " ", count: 102_398), isChunked: true),
        SampleRequest("a byte more", 413, body: "{}" + String(repeating: " ", count: 102_399)),
        SampleRequest(
            "a byte more in chunks", 413, body: "{}" + String(repeating: " ", count: 102_399), isChunked: true),
        SampleRequest("a field of 8 kB", 200, fields: ["X-Long: \(String(repeating: "x", count: 8000))"]),
        SampleRequest(
            "fields of 28 kB", 200, fields: (1...4).map { "X-Long-\($0): \(String(repeating: "x", count: 7000))" }),
        SampleRequest(
            "a query of 8 kB", 200, "GET", "/health?\(String(repeating: "x", count: 8000))", as: nil),
        SampleRequest(
            "a credential of 7 kB", 401, as: nil,
            fields: ["Authorization: Bearer \(String(repeating: "x", count: 7000))"]),
    ]

    private static let hex = String(repeating: "0123456789abcdef", count: 4)
}

extension HTTPAnswer {
    /// What of an answer comes from the handler, without what differs from one run to the next, and with the place of the
    /// service as it would be at the root.
    func comparable(below mount: String) -> String {
        let ofWebServer: Set = [
            "accept-ranges", "connection", "content-length", "date", "keep-alive", "server", "transfer-encoding",
        ]
        let fields = fields.filter { !ofWebServer.contains($0.name) }.map { "\($0.name): \($0.value)" }.sorted()
        return (["\(status)"] + fields + [text]).joined(separator: "\n")
            .replacing(/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/, with: "<request>")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "<time>")
            .replacing(/0000002a[0-9a-f]{56}/, with: "<token>")
            .replacing(/0000002a[0-9a-f]{16}/, with: "<invite>")
            .replacing(#""servers":[{"url":"\#(mount.isEmpty ? "/" : mount)"}]"#, with: "<servers>")
            .replacing("app.example.com\(mount)/signup", with: "app.example.com/signup")
            .replacing("callbackUrl=\(mount)/getting-started", with: "callbackUrl=/getting-started")
    }
}
