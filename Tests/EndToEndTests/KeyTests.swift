import StrictJSON
import Testing

/// API keys by API: what is on the disk when, and many requests at once.
@Suite(.timeLimit(.minutes(2)))
struct KeyTests {
    @Test("a key and its revocation are on the disk before anybody is told of them, for the second time too")
    func order() async throws {
        try await SampleState.use { state in
            let body = Array(#"{"userId":99}"#.utf8)
            var create = state.variables("POST", "/v2/keys", as: .instanceAdmin, body: body)
            create["HTTP_IDEMPOTENCY_KEY"] = "k"
            let first = try HTTPAnswer(cgi: await state.cgi(create, body: body).run().output).data()
            try await expectSync(state.cgi(create, body: body), in: state)
            let again = try HTTPAnswer(cgi: await state.cgi(create, body: body).run().output).data()
            #expect(again == first)
            create["HTTP_IDEMPOTENCY_KEY"] = nil
            try await expectSync(state.cgi(create, body: body), in: state)
            create["HTTP_IDEMPOTENCY_KEY"] = "l"
            try await expectSync(state.cgi(create, body: body), in: state)
            let id = try #require(first["id"]?.string)
            for _ in 1...2 {
                try await expectSync(state.cgi("DELETE", "/v2/keys/\(id)", as: .instanceAdmin), in: state)
            }
            #expect(try await state.invitectl("check").run().status == 0)
        }
    }

    /// Expects the folder of credentials to be synced before the answer leaves.
    private func expectSync(_ handler: Command, in state: SampleState) async throws {
        let texts = try await SystemCall.trace(handler, touching: state.folder).map(\.text)
        let opened = try #require(texts.lastIndex { $0.contains("credentials\", O_RDONLY|") })
        let synced = try #require(texts[opened...].firstIndex { $0.hasPrefix("fsync(") })
        let told = try #require(texts.firstIndex { $0.hasPrefix("write(1, ") })
        #expect(synced < told)
    }

    @Test("a handler that dies before the key has its name has told of none, and the request sent again makes it")
    func death() async throws {
        try await SampleState.use { state in
            let body = Array(#"{"userId":99}"#.utf8)
            var create = state.variables("POST", "/v2/keys", as: .instanceAdmin, body: body)
            create["HTTP_IDEMPOTENCY_KEY"] = "k"
            let reference = try await state.copy("reference")
            let calls = try await SystemCall.trace(reference.cgi(create, body: body), touching: reference.folder)
            for name in ["link", "fsync"] {
                let call = try #require(calls.last { $0.name == name })
                let outcome = try await call.spoiling(state.cgi(create, body: body), by: "signal=KILL").run()
                #expect(outcome.output.isEmpty)
            }
            let made = try HTTPAnswer(cgi: await state.cgi(create, body: body).run().output).data()
            let keys = try await state.invitectl("key list --json").text()
            let found = try JSONReader.value(of: Array(keys.utf8)).array?.filter { $0["userId"] == .integer(99) }
            // The stranger's own, and this one.
            #expect(found?.count == 2)
            #expect(found?.last?["id"] == made["id"])
        }
    }

    @Test("the same request many times at once makes one key, and many revocations at once end it for everybody")
    func atOnce() async throws {
        try await WebService.use(workers: 4) { service in
            let admin = service.state.key(of: .instanceAdmin)
            let before = try await service.keyCount()
            let made = Collected()
            try await forEachAtOnce(Array(1...16), width: 8) { _ in
                made.insert(try await service.send(.key(#"{"userId":17}"#, bearer: admin, idempotencyKey: "k")).text)
            }
            #expect(made.all.count == 1)
            #expect(try await service.keyCount() == before + 1)
            let data = try JSONReader.value(of: Array(try #require(made.all.first).utf8))["data"]
            let (key, id) = (try #require(data?["key"]?.string), try #require(data?["id"]?.string))
            try await forEachAtOnce(Array(1...24), width: 8) { number in
                let isUse = number % 6 != 0
                let answer = try await service.send(isUse ? .me(bearer: key) : .revocation(of: id, bearer: admin))
                #expect((isUse ? [200, 401] : [200]).contains(answer.status))
                if isUse { return }
                let next = try await service.send(.me(bearer: key)).failure()
                #expect(next.reason == "CREDENTIAL_REVOKED")
            }
            let again = try await service.send(.key(#"{"userId":17}"#, bearer: admin, idempotencyKey: "k")).data()
            #expect(again["key"] == .string(key))
            #expect(again["status"] == .string("revoked"))
            for _ in 1...8 {
                #expect(try await service.send(.me(bearer: key)).failure().reason == "CREDENTIAL_REVOKED")
            }
        }
    }
}

extension WebService {
    fileprivate func keyCount() async throws -> Int {
        let keys = try await state.invitectl("key list --json").text()
        return try #require(try JSONReader.value(of: Array(keys.utf8)).array).count
    }
}

extension WebRequest {
    fileprivate static func me(bearer: String) -> WebRequest {
        .call("GET", "/v2/me", bearer: bearer)
    }

    fileprivate static func revocation(of id: String, bearer: String) -> WebRequest {
        .call("DELETE", "/v2/keys/\(id)", bearer: bearer)
    }

    fileprivate static func key(_ body: String, bearer: String, idempotencyKey: String) -> WebRequest {
        var request = WebRequest.call("POST", "/v2/keys", bearer: bearer, body: body)
        request.fields.append("Idempotency-Key: \(idempotencyKey)")
        return request
    }
}
