extension SampleState {
    /// The variables of a request for a new invite, as a web server sets them.
    func variables(
        team: String = "42", as person: Person = .admin, body: [UInt8] = []
    ) -> [String: String] {
        variables("POST", "/v2/teams/\(team)/invite", as: person, body: body)
    }

    /// The variables of any request, as a web server sets them.
    func variables(
        _ method: String, _ path: String, as person: Person, body: [UInt8] = []
    ) -> [String: String] {
        var variables = [
            "REQUEST_METHOD": method, "REQUEST_URI": path, "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1", "GATEWAY_INTERFACE": "CGI/1.1",
            "HTTP_AUTHORIZATION": "Bearer \(key(of: person))",
        ]
        if !body.isEmpty {
            variables["CONTENT_LENGTH"] = "\(body.count)"
            variables["CONTENT_TYPE"] = "application/json"
        }
        return variables
    }

    /// One request and its answer, by CGI.
    func ask(_ method: String, _ path: String, as person: Person, body: String = "") async throws -> HTTPAnswer {
        let outcome = try await cgi(method, path, as: person, body: body).run()
        return try HTTPAnswer(cgi: outcome.output)
    }

    /// The handler as a web server starts it for a request with this body.
    func cgi(_ method: String, _ path: String, as person: Person, body: String = "") -> Command {
        let body = Array(body.utf8)
        return cgi(variables(method, path, as: person, body: body), body: body)
    }

    /// The question whether a handler could serve.
    func check() -> Command {
        var handler = Command(Products.handler, ["--check"])
        handler.environment = settings
        return handler
    }

    /// The handler as a web server starts it for one CGI request.
    func cgi(_ variables: [String: String], body: [UInt8] = []) -> Command {
        var handler = Command(Products.handler)
        handler.environment = settings.merging(variables) { $1 }
        handler.input = body
        return handler
    }
}
