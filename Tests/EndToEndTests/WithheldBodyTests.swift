import Testing

/// Bodies that a client sends and a web server does not hand on: nobody is told that all is well.
@Suite(.timeLimit(.minutes(2)))
struct WithheldBodyTests {
    private static let body = #"{"name":"renamed"}"#

    @Test(
        "an edit without a body is refused, and {} changes nothing",
        arguments: [
            // busybox and its like keep the length of what is no POST under the name of the client's field.
            (["HTTP_CONTENT_LENGTH": "18"], "", "did not hand on"),
            (["HTTP_CONTENT_LENGTH": "18"], "{", "did not hand on"),
            (["CONTENT_LENGTH": "18"], "", "not the length of its body"),
            (["CONTENT_LENGTH": "", "CONTENT_TYPE": "application/json"], "", "no body"), ([:], "", "no body"),
            (["CONTENT_LENGTH": "0"], "", "no body"), (["CONTENT_LENGTH": "-1"], "", "no body"),
            (["HTTP_CONTENT_LENGTH": "18"], body, nil), (["HTTP_CONTENT_LENGTH": "2"], "{}", nil),
            (["CONTENT_LENGTH": "-1"], body, nil),
        ] as [([String: String], String, String?)])
    func edit(announcement: [String: String], body: String, refusal: String?) async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                let invite = try await handler.ask(state.variables()).created()
                let before = try state.ledgers()
                let edit = state.variables("PATCH", "/v2/teams/42/invites/\(invite.id)", as: .admin)
                let variables = edit.merging(announcement) { $1 }
                let outcome = try await state.cgi(variables, body: Array(body.utf8)).run()
                let answers = [
                    try HTTPAnswer(cgi: outcome.output), try await handler.ask(variables, body: Array(body.utf8)),
                ]
                for answer in answers {
                    if let refusal {
                        #expect(answer.status == 400, "\(answer)")
                        #expect(answer.text.contains(refusal), "\(answer)")
                    } else {
                        #expect(answer.status == 200, "\(answer)")
                        #expect(answer.text.contains("renamed") == (body == Self.body), "\(answer)")
                    }
                }
                #expect(try (state.ledgers() == before) == (body != Self.body))
            }
        }
    }

    @Test("a create whose body got lost makes nothing")
    func create() async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            let variables = state.variables().merging(["HTTP_CONTENT_LENGTH": "13"]) { $1 }
            let answer = try HTTPAnswer(cgi: try await state.cgi(variables).run().output)
            #expect(try answer.failure().reason == "MALFORMED_REQUEST")
            try await Handler.use(state) { handler in
                let answer = try await handler.ask(variables)
                #expect(try answer.failure().reason == "MALFORMED_REQUEST")
            }
            #expect(try state.ledgers() == before)
        }
    }

    @Test("busybox httpd hands on an edit that came with its head, and of another one its client hears")
    func busybox() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                let invite = try await handler.ask(state.variables()).created()
                try await BusyboxServer.use(state) { server in
                    let edit = """
                        PATCH /v2/teams/42/invites/\(invite.id) HTTP/1.1
                        Host: 127.0.0.1
                        Authorization: Bearer \(state.key(of: .admin))
                        Content-Type: application/json
                        Content-Length: \(Self.body.utf8.count)


                        """
                    let whole = try await server.send(edit + Self.body)
                    #expect(whole.status == 200 && whole.text.contains("renamed"), "\(whole)")
                    // What comes after the head, busybox does not even read.
                    let lost = try await server.send(edit)
                    #expect(lost.status == 400 && lost.text.contains("did not hand on"), "\(lost)")
                }
            }
        }
    }
}
