import Testing

/// The handler's side of FastCGI, straight on its socket.
@Suite(.timeLimit(.minutes(2)))
struct FastCGITests {
    private typealias Records = FastCGIRecords

    @Test(
        "parameters that are cut off are no request: the connection is closed and nothing is made",
        arguments: ["within a pair", "between two pairs", "by an abort"])
    func parametersCutOff(place: String) async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            // Without the fields after it this would still be a request for an invite.
            var pairs = Records.pairs(state.variables())
            if place == "within a pair" { pairs.removeLast(3) }
            var records = Records.begin() + Records.record(.parameters, pairs)
            if place == "by an abort" { records += Records.record(.abort) }
            try await Handler.use(state) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                try connection.send(records)
                connection.finishSending()
                #expect(try await connection.answer() == nil)
                try await connection.awaitClosing()
                #expect(try state.ledgers() == before)
                _ = try await handler.ask(state.variables()).created()
            }
        }
    }

    @Test("a body that breaks off is no body: nothing is made", arguments: ["", "{", "{}"])
    func bodyCutOff(part: String) async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            let variables = state.variables(body: Array("{}".utf8))
            var records = Records.begin() + Records.record(.parameters, Records.pairs(variables))
            records += Records.record(.parameters)
            if !part.isEmpty { records += Records.record(.input, Array(part.utf8)) }
            try await Handler.use(state) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                try connection.send(records)
                connection.finishSending()
                let failure = Failure(400, "BadRequestException", "MALFORMED_REQUEST")
                #expect(try await connection.answer()?.failure() == failure)
                try await connection.awaitClosing()
                #expect(try state.ledgers() == before)
                _ = try await handler.ask(state.variables()).created()
            }
        }
    }

    @Test("a body that is not as long as announced is refused", arguments: [1, 3])
    func wrongLength(announced: Int) async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            var variables = state.variables(body: Array("{}".utf8))
            variables["CONTENT_LENGTH"] = "\(announced)"
            try await Handler.use(state) { handler in
                let answer = try await handler.ask(variables, body: Array("{}".utf8))
                #expect(try answer.failure().reason == "MALFORMED_REQUEST")
                #expect(try state.ledgers() == before)
            }
        }
    }

    @Test("a body without an announced length is read to its end", arguments: ["", "-1"])
    func noLength(announced: String) async throws {
        try await SampleState.use { state in
            var variables = state.variables(body: Array("{}".utf8))
            variables["CONTENT_LENGTH"] = announced
            try await Handler.use(state) { handler in
                let answer = try await handler.ask(variables, body: Array(#"{"maxUses":7}"#.utf8))
                #expect(answer.text.contains(#""maxUses":7"#))
            }
        }
    }

    @Test(
        "a request for another role than a responder's is not carried out, whatever it asks for, and the log says why",
        arguments: [FastCGIRecords.Role.authorizer, .filter], [true, false])
    func otherRole(role: FastCGIRecords.Role, keep: Bool) async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            let body = Array(#"{"maxUses":7}"#.utf8)
            let outcome = try await Handler.use(state) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                let request = Records.request(state.variables(body: body), body: body, as: role, keep: keep)
                // What a filter is to work on.
                try connection.send(request + Records.record(.data, body) + Records.record(.data))
                #expect(try await connection.answer() == nil)
                #expect(connection.protocolStatus == 3)
                #expect(try state.ledgers() == before)
                connection.finishSending()
                try await connection.awaitClosing()
                let invite = try await handler.ask(state.variables()).created()
                #expect(try state.ledger(of: 42).inviteIDs == [invite.id])
            }
            #expect(outcome.errors.contains("another FastCGI role than RESPONDER"))
        }
    }

    /// What no web server sends.
    private static let noise: [(name: String, bytes: [UInt8])] = [
        ("HTTP", Array("POST /v2/teams/42/invite HTTP/1.1\r\n\r\n".utf8)),
        ("zeros", [UInt8](repeating: 0, count: 64)),
        ("another version", [2] + Records.begin().dropFirst()),
        ("a BEGIN of 7 bytes", Records.record(.begin, [0, 1, 0, 0, 0, 0, 0])),
        ("request 0", Records.begin(id: 0)),
        ("role 9", Records.record(.begin, [0, 9, 0, 0, 0, 0, 0, 0])),
        ("parameters first", Records.record(.parameters, Records.pairs(["REQUEST_METHOD": "GET"]))),
        ("a length that is not all there", Records.begin() + Records.record(.parameters, [255])),
        ("a length of 2 GB", Records.begin() + Records.record(.parameters, [255, 255, 255, 255, 1, 65])),
    ]

    @Test("garbage costs its own connection and nothing else", arguments: noise.indices)
    func garbage(index: Int) async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                try connection.send(Self.noise[index].bytes)
                connection.finishSending()
                try await connection.awaitClosing()
                let invite = try await handler.ask(state.variables()).created()
                #expect(try state.ledger(of: 42).inviteIDs == [invite.id])
            }
        }
    }

    @Test("a kept connection serves one request after another, and keeps nobody waiting while it is idle")
    func keptConnection() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                var kept = try FastCGIConnection(to: handler.socket)
                var made: [String?] = []
                for id in 1...3 {
                    try kept.send(Records.request(state.variables(), keep: true, id: UInt8(id)))
                    made.append(try await kept.answer()?.created().id)
                    made.append(try await handler.ask(state.variables()).created().id)
                }
                #expect(try state.ledger(of: 42).inviteIDs == made)
            }
        }
    }

    @Test(
        "a refused request leaves nothing on a kept connection for the next one to stumble over",
        arguments: ["/v2/%ff", "/v2/teams/42/invite"])
    func keptConnectionAfterRefusal(target: String) async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                let body = [UInt8](repeating: UInt8(ascii: "["), count: 20_000)
                var variables = state.variables(body: body)
                variables["REQUEST_URI"] = target
                var kept = try FastCGIConnection(to: handler.socket)
                try kept.send(Records.request(variables, body: body, keep: true))
                #expect(try await kept.answer()?.status == 400)
                try kept.send(Records.request(state.variables(), keep: true))
                let invite = try await kept.answer()?.created()
                #expect(try state.ledger(of: 42).inviteIDs == [invite?.id])
            }
        }
    }
}
