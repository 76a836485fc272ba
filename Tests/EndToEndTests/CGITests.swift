import Subprocess
import SystemPackage
import Testing

/// The handler as a plain CGI program.
@Suite(.timeLimit(.minutes(2)))
struct CGITests {
    @Test("a CGI request is answered as the same FastCGI request is")
    func sameAnswers() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                for (variables, body) in Self.requests(state) {
                    let overFastCGI = try await handler.ask(variables, body: body)
                    let outcome = try await state.cgi(variables, body: body).run()
                    let overCGI = try HTTPAnswer(cgi: outcome.output)
                    #expect(overCGI.normalized == overFastCGI.normalized, "\(variables)")
                    #expect(outcome.status == 0)
                }
            }
        }
    }

    /// What is asked both ways: the variables, and the body.
    private static func requests(_ state: SampleState) -> [(variables: [String: String], body: [UInt8])] {
        let bodies = ["", "{}", #"{"maxUses":3,"expiresInDays":1}"#, "{", #"{"maxUses":0}"#, #"{"maxUse":1}"#]
        let teams = [("0", Person.admin), ("4711", .admin), ("4711", .instanceAdmin), ("42", .member), ("42", .owner)]
        let changes = [
            ["HTTP_AUTHORIZATION": "Bearer x y"], ["REQUEST_METHOD": "GET"], ["REQUEST_METHOD": "HEAD"],
            ["REQUEST_METHOD": "OPTIONS"], ["REQUEST_METHOD": "NO GOOD"], ["REQUEST_URI": "/%ff"],
            ["REQUEST_URI": "/nowhere?token=1"], ["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"],
            ["REQUEST_METHOD": "GET", "REQUEST_URI": "/v2/openapi.json"],
            ["REQUEST_URI": "/other", "PATH_INFO": "/v2/teams/42/invite"],
            ["REQUEST_URI": "/cgi/invite/v2/teams/42/invite", "SCRIPT_NAME": "/cgi/invite"],
        ]
        return bodies.map { (state.variables(body: Array($0.utf8)), Array($0.utf8)) }
            + teams.map { (state.variables(team: $0.0, as: $0.1), []) }
            + changes.map { (state.variables().merging($0) { $1 }, []) }
    }

    @Test("a request that has begun is answered, also where SIGTERM comes meanwhile")
    func terminated() async throws {
        try await SampleState.use { state in
            var command = state.cgi(state.variables())
            command.wrap(in: ["strace", "-qq", "-o", "/dev/null", "-e", "inject=flock:signal=SIGTERM:when=1"])
            let outcome = try await command.run()
            #expect(outcome.status == 0)
            #expect(try HTTPAnswer(cgi: outcome.output).status == 200)
        }
    }

    @Test("a body that goes on after its announced length is read so far and no further")
    func longerBody() async throws {
        try await SampleState.use { state in
            let body = Array(#"{"maxUses":4}"#.utf8)
            let outcome = try await state.cgi(state.variables(body: body), body: body + Array("rest".utf8)).run()
            let answer = try HTTPAnswer(cgi: outcome.output)
            #expect(answer.text.contains(#""maxUses":4"#))
            #expect(try state.ledger(of: 42).inviteIDs == [answer.created().id])
        }
    }

    @Test(
        "a body that is refused is read all the same, for a web server that is still sending it",
        arguments: [("", 150_000), ("150000", 150_000), ("3000000", 3_000_000)])
    func refusedBody(length: String, size: Int) async throws {
        try await SampleState.use { state in
            var shell = Command("sh", "-c", "head -c $SIZE /dev/zero | { $HANDLER >/dev/null; wc -c; }")
            let variables = ["CONTENT_LENGTH": length, "HTTP_TRANSFER_ENCODING": "chunked"]
            shell.environment = state.settings.merging(state.variables()) { $1 }.merging(variables) { $1 }
            shell.environment["HANDLER"] = Products.handler.string
            shell.environment["SIZE"] = "\(size)"
            let unread = try await shell.text()
            #expect(unread == "0")
        }
    }

    @Test(
        "a body that ends before its announced length, or a length that is none, makes nothing",
        arguments: [
            ("14", 400), ("abc", 400), ("-2", 400), ("13.0", 400), ("0x0d", 400), ("102401", 413),
            ("99999999999999999999", 413),
        ])
    func wrongLength(length: String, status: Int) async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            let body = Array(#"{"maxUses":4}"#.utf8)
            var variables = state.variables(body: body)
            variables["CONTENT_LENGTH"] = length
            let outcome = try await state.cgi(variables, body: body).run()
            let failure = try HTTPAnswer(cgi: outcome.output).failure()
            #expect(failure.status == status)
            #expect(failure.reason == (status == 400 ? "MALFORMED_REQUEST" : "BODY_TOO_LARGE"))
            #expect(outcome.status == 0)
            #expect(try state.ledgers() == before)
        }
    }

    @Test("without an announced length there is no body, and nobody waits for standard input to end")
    func noLength() async throws {
        try await SampleState.use { state in
            let handler = state.cgi(state.variables())
            // The input stays open until the answer is there.
            let result = try await Subprocess.run(
                handler.configuration(), input: .inputWriter, output: .sequence, error: .discarded
            ) { execution in
                try await execution.standardOutput.reduce(into: [UInt8]()) { output, part in
                    unsafe part.withUnsafeBytes { unsafe output.append(contentsOf: $0) }
                }
            }
            let invite = try HTTPAnswer(cgi: result.closureResult).created()
            #expect(try state.ledger(of: 42).inviteIDs == [invite.id])
        }
    }

    @Test(
        "a body in chunks, which has no length, is read to its end",
        arguments: ["HTTP_TRANSFER_ENCODING", "CONTENT_LENGTH"])
    func chunked(name: String) async throws {
        try await SampleState.use { state in
            var variables = state.variables()
            variables[name] = name == "CONTENT_LENGTH" ? "-1" : "chunked"
            let outcome = try await state.cgi(variables, body: Array(#"{"maxUses":4}"#.utf8)).run()
            #expect(try HTTPAnswer(cgi: outcome.output).text.contains(#""maxUses":4"#))
        }
    }

    @Test("started by hand it says what it is for")
    func byHand() async throws {
        try await SampleState.use { state in
            let outcome = try await state.cgi([:]).run()
            #expect(outcome.status == 64)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.contains("invitectl"))
        }
    }
}

extension HTTPAnswer {
    /// All of it, but for what is new each time.
    fileprivate var normalized: String {
        description.replacing(/[0-9a-f]{64}/, with: "<token>").replacing(/[0-9a-f]{24}/, with: "<id>")
            .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/, with: "<time>")
            .replacing(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, with: "<request>")
    }
}
