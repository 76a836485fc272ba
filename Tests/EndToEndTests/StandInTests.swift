import SystemPackage
import Testing

/// A handler that cannot be set up when it starts: it answers 503, and serves as soon as it can.
@Suite(.timeLimit(.minutes(2)))
struct StandInTests {
    private static let unavailable = Failure(503, "ServiceUnavailableException", "STORE_UNAVAILABLE")

    @Test(
        "a state that cannot be used at the start is used as soon as it can be",
        arguments: [
            ("mv $S $S.away", "mv $S.away $S", "no folder"),
            ("mv $S $S.away; mkdir -m 0700 $S", "rmdir $S; mv $S.away $S", "no folder"),
            ("chmod 0755 $S/teams", "chmod 0700 $S/teams", "chmod -R go-rwx"),
            ("mv $S/token.key $S.key", "mv $S.key $S/token.key", "token key"),
            ("echo '{' >$S/config.json", "rm $S/config.json", "config.json"),
        ])
    func comesBack(damage: String, repair: String, words: String) async throws {
        try await SampleState.use { state in
            try await state.damage(damage)
            let outcome = try await Handler.use(state) { handler in
                let answer = try await handler.ask(state.variables())
                #expect(try answer.failure() == Self.unavailable)
                #expect(answer["retry-after"] == "5")
                let page = try await handler.ask(["REQUEST_METHOD": "GET", "REQUEST_URI": "/signup?token=x"])
                #expect(page.status == 503 && page["content-type"] == "text/html; charset=utf-8")
                try await state.damage(repair)
                try await eventually("the state is used") {
                    try await handler.ask(["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"]).status == 200
                }
                _ = try await handler.ask(state.variables()).created()
            }
            #expect(outcome.status == 0)
            let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("invite-fcgi: ") }
            #expect(lines.count == 2, "the reason, once, and that it is over: \(lines)")
            #expect(lines.first?.contains(words) == true)
            #expect(lines.last == "invite-fcgi: note: the state can be used now")
        }
    }

    @Test("a kept connection goes on from the one to the other")
    func keptConnection() async throws {
        try await SampleState.use { state in
            try await state.damage("mv $S $S.away")
            try await Handler.use(state) { handler in
                var kept = try FastCGIConnection(to: handler.socket)
                try kept.send(FastCGIRecords.request(state.variables(), keep: true))
                #expect(try await kept.answer()?.failure() == Self.unavailable)
                try await state.damage("mv $S.away $S")
                try await eventually("the state is used") {
                    try await handler.ask(["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"]).status == 200
                }
                try kept.send(FastCGIRecords.request(state.variables(), keep: true))
                _ = try await kept.answer()?.created()
            }
        }
    }

    @Test("it ends when it is asked, and by itself when a state stays away, so that another process may try")
    func ends() async throws {
        try await SampleState.use { state in
            try await state.damage("mv $S $S.away")
            let asked = try await Handler.use(state) { _ = try await $0.ask(state.variables()) }
            #expect(asked.status == 0)
            let outcome = try await Handler.use(state, endsByItself: true) { _ = try await $0.ask(state.variables()) }
            #expect(outcome.status == 74)
            #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        }
    }

    @Test("--check tells whether a handler could serve, and is not to be had by a request")
    func check() async throws {
        try await SampleState.use { state in
            func check(_ changes: [String: String] = [:]) async throws -> Outcome {
                var command = state.check()
                command.environment.merge(changes) { $1 }
                return try await command.run()
            }
            let good = try await check()
            #expect(good.status == 0)
            #expect(good.errors.contains("'\(state.folder)' can be used"))
            let unset = try await check(["INVITE_WEBAPP_URL": ""])
            #expect(unset.status == 78 && unset.errors.contains("INVITE_WEBAPP_URL is not set"))
            // Apache makes arguments of a query like this one.
            let request = ["REQUEST_METHOD": "GET", "REQUEST_URI": "/health?--check", "QUERY_STRING": "--check"]
            let answer = try HTTPAnswer(cgi: await check(request).output)
            #expect(answer.text == "OK")
            try await state.damage("mv $S $S.away")
            let away = try await check()
            #expect(away.status == 74 && away.errors.contains("no folder"))
            let other = try await Command(Products.handler, ["--chekc"]).run()
            #expect(other.status == 64 && other.errors.contains("--check"))
        }
    }
}
