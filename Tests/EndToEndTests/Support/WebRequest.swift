import SystemPackage

/// A request as a client puts it to the web server.
struct WebRequest: Sendable {
    var method = "POST"
    /// Below the mount point, with the query.
    var target: String
    var fields: [String] = []
    var body: [UInt8]?
    /// `Transfer-Encoding: chunked` in the place of a `Content-Length`.
    var isChunked = false
    /// A whole URI for a target, as it is sent to a proxy.
    var hasOriginInTarget = false
    /// The client's address, where it is not the usual one.
    var source: String?

    init(_ method: String, _ target: String, fields: [String] = []) {
        self.method = method
        self.target = target
        self.fields = fields
    }

    /// A new invite, in the name of the holder of `bearer`.
    static func invite(
        team: String = "42", bearer: String?, body: String? = nil, type: String = "application/json"
    ) -> WebRequest {
        var request = WebRequest("POST", "/v2/teams/\(team)/invite")
        if let bearer { request.fields.append("Authorization: Bearer \(bearer)") }
        if let body { request.set(body: Array(body.utf8), type: type) }
        return request
    }

    /// Joining with a token, as the holder of `bearer`, or as the user whom that credential vouches for.
    static func accept(_ token: String, bearer: String, user: Int? = nil) -> WebRequest {
        var request = WebRequest("POST", "/v2/invites/accept", fields: ["Authorization: Bearer \(bearer)"])
        let user = user.map { #","user":{"id":\#($0)}"# } ?? ""
        request.set(body: Array(#"{"token":"\#(token)"\#(user)}"#.utf8))
        return request
    }

    static func preview(_ token: String) -> WebRequest {
        var request = WebRequest("POST", "/v2/invites/preview")
        request.set(body: Array(#"{"token":"\#(token)"}"#.utf8))
        return request
    }

    /// The sign-up form as a browser sends it, its values percent-encoded throughout.
    static func signup(_ values: [(String, String)], path: String = "/signup") -> WebRequest {
        var request = WebRequest("POST", path)
        let pairs = values.map { name, value in
            "\(name)=" + value.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        request.set(body: Array(pairs.joined(separator: "&").utf8), type: "application/x-www-form-urlencoded")
        return request
    }

    /// Some call of the API by the holder of `bearer`.
    static func call(_ method: String, _ target: String, bearer: String, body: String? = nil) -> WebRequest {
        var request = WebRequest(method, target, fields: ["Authorization: Bearer \(bearer)"])
        if let body { request.set(body: Array(body.utf8)) }
        return request
    }

    mutating func set(body: [UInt8], type: String = "application/json") {
        fields.append("Content-Type: \(type)")
        self.body = body
    }

    /// Sends it with curl.
    ///
    /// All of it goes through curl's standard input and a private file: every user of the machine sees command lines.
    func send(to base: String, folder: FilePath) async throws -> HTTPAnswer {
        var lines = ["url = \(Self.quoted(base + target))"]
        lines.append(method == "HEAD" ? "head" : "request = \(method)")
        // curl would ask before it sends a long body, and call each body a form.
        lines += (fields + ["Expect:"]).map { "header = \(Self.quoted($0))" }
        if let source { lines.append("interface = \(source)") }
        if hasOriginInTarget { lines.append("request-target = \(Self.quoted(base + target))") }
        if isChunked { lines.append("header = \"Transfer-Encoding: chunked\"") }
        if let body {
            let file = folder.appending("body.\(UInt64.random(in: 0 ... .max))")
            try file.write(body)
            lines.append("data-binary = \(Self.quoted("@\(file)"))")
        }
        var curl = Command(
            "curl", "--noproxy", "*", "--silent", "--show-error", "--include", "--path-as-is", "--max-time", "30",
            "--config", "-")
        curl.input = Array(lines.joined(separator: "\n").utf8)
        let outcome = try await curl.run()
        guard outcome.status == 0 else { throw Unexpected("curl: \(outcome.errors)") }
        return try HTTPAnswer(http: outcome.output)
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
