extension SampleState {
    /// The variables of a request for a new invite, as a web server sets them.
    func variables(
        team: String = "42", as person: Person = .admin, body: [UInt8] = []
    ) -> [String: String] {
        var variables = [
            "REQUEST_METHOD": "POST", "REQUEST_URI": "/v2/teams/\(team)/invite", "QUERY_STRING": "",
            "SERVER_PROTOCOL": "HTTP/1.1", "GATEWAY_INTERFACE": "CGI/1.1",
            "HTTP_AUTHORIZATION": "Bearer \(key(of: person))",
        ]
        if !body.isEmpty {
            variables["CONTENT_LENGTH"] = "\(body.count)"
            variables["CONTENT_TYPE"] = "application/json"
        }
        return variables
    }

    /// The handler as a web server starts it for one CGI request.
    func cgi(_ variables: [String: String], body: [UInt8] = []) -> Command {
        var handler = Command(Products.handler)
        handler.environment = settings.merging(variables) { $1 }
        handler.input = body
        return handler
    }
}
