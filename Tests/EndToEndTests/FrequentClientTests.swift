import Synchronization
import SystemPackage
import Testing

/// Clients that come too often, behind nginx, with several handlers.
@Suite(.timeLimit(.minutes(2)))
struct FrequentClientTests {
    @Test("a client that comes twice as often as it may gets what it may, of all handlers together")
    func twice() async throws {
        try await WebService.use(workers: 4, settings: ["INVITE_RATE_LIMIT": "60/600"]) { service in
            let request = WebRequest.call("GET", "/v2/teams/42/invites", bearer: service.state.key(of: .admin))
            let statuses = Mutex<[Int]>([])
            try await forEachAtOnce(Array(0..<120), width: 12) { _ async throws in
                let answer = try await service.send(request)
                statuses.withLock { $0.append(answer.status) }
                #expect(answer["x-ratelimit-limit-default"] == "60")
                if answer.status == 429 {
                    #expect(try answer.failure() == Failure(429, "ThrottlerException", "RATE_LIMITED"))
                    #expect(answer["retry-after"] == answer["x-ratelimit-reset-default"])
                }
            }
            #expect(statuses.withLock { $0.count { $0 == 200 } } == 60)
            #expect(statuses.withLock { $0.count { $0 == 429 } } == 60)
            let other = WebRequest.call("GET", "/v2/teams/42/invites", bearer: service.state.key(of: .owner))
            #expect(try await service.send(other).status == 200)
        }
    }

    @Test("who guesses too often is told so, and what is right is answered all the same", arguments: [true, false])
    func guessing(areCredentials: Bool) async throws {
        try await WebService.use(workers: 4, settings: ["INVITE_FAILURE_LIMIT": "20/600"]) { service in
            let right = WebRequest.call("GET", "/v2/teams/42/invites", bearer: service.state.key(of: .admin))
            let statuses = Mutex<[Int]>([])
            try await forEachAtOnce(Array(0..<60), width: 6) { number async throws in
                let wrong =
                    areCredentials
                    ? WebRequest.call("GET", "/v2/me", bearer: "cal_\(number)")
                    : WebRequest.preview("0000002a" + String(repeating: "\(number % 10)", count: 56))
                let answer = try await service.send(wrong)
                statuses.withLock { $0.append(answer.status) }
            }
            let failed = statuses.withLock { $0.count { $0 == (areCredentials ? 401 : 404) } }
            // Who cannot count in time counts nothing.
            #expect((20..<26).contains(failed))
            #expect(statuses.withLock { $0.count { $0 == 429 } } == 60 - failed)
            #expect(try await service.send(right).status == 200)
            #expect(try await service.send(WebRequest("GET", "/health")).status == 200)
        }
    }

    @Test("whatever came from its address before, a good key is answered, by FastCGI and by CGI")
    func goodAmongBad() async throws {
        try await SampleState.use { state in
            let keySet =
                #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"old","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#
            try state.folder.appending("jwks.json").write(keySet.utf8)
            let settings = """
                {"jwtAlgorithms":"EdDSA","jwtIssuer":"https://id.example.com","jwtAudience":"invites",
                 "failureLimit":"60/600"}
                """
            try state.folder.appending("config.json").write(settings.utf8)
            let place = ["REMOTE_ADDR": "192.0.2.1"]
            let preview = Array(#"{"token":"\#(String(repeating: "0", count: 64))"}"#.utf8)
            var garbage = state.variables(body: preview).merging(place) { $1 }
            garbage["REQUEST_URI"] = "/v2/invites/preview"
            garbage["HTTP_AUTHORIZATION"] = nil
            // {"alg":"EdDSA","kid":"new"} and {}
            let foreign = "eyJhbGciOiJFZERTQSIsImtpZCI6Im5ldyJ9.e30.AA"
            let unknown = state.variables().merging(place) { $1 }.merging(
                ["HTTP_AUTHORIZATION": "Bearer \(foreign)"]) { $1 }
            let good = state.variables().merging(place) { $1 }
            for byCGI in [false, true] {
                try await Handler.use(state) { handler in
                    func ask(_ variables: [String: String], _ body: [UInt8] = []) async throws -> HTTPAnswer {
                        guard byCGI else { return try await handler.ask(variables, body: body) }
                        return try HTTPAnswer(cgi: try await state.cgi(variables, body: body).run().output)
                    }
                    for number in 1...61 {
                        let (token, bearer) = (try await ask(garbage, preview), try await ask(unknown))
                        if number == 61 {
                            #expect(try token.failure().reason == "TOO_MANY_FAILURES")
                            #expect(try bearer.failure().reason == "TOO_MANY_FAILURES")
                        }
                    }
                    #expect(try await ask(good).status == 200)
                }
            }
        }
    }

    @Test("a flood of sign-ups ends after as many as are allowed, of all handlers together")
    func signUps() async throws {
        let settings = ["INVITE_SIGNUP_LIMIT": "20/600", "INVITE_MAX_PENDING_PER_INVITE": "10"]
        try await WebService.use(workers: 4, settings: settings) { service in
            let statuses = Mutex<[Int]>([])
            for _ in 1...2 {
                let key = service.state.key(of: .admin)
                let token = try await service.send(.invite(bearer: key)).created().token
                try await forEachAtOnce(Array(0..<20), width: 6) { number async throws in
                    let form = WebRequest.signup([
                        ("token", token), ("name", "N\(number)"), ("email", "n\(number)@example.com"),
                    ])
                    let status = try await service.send(form).status
                    statuses.withLock { $0.append(status) }
                }
            }
            let found = statuses.withLock { $0 }
            // Who cannot count in time counts nothing.
            #expect((10..<16).contains(found.count { $0 == 303 }))
            #expect((10..<16).contains(found.count { $0 == 409 }))
            #expect(found.count { $0 == 429 } == 40 - found.count { [303, 409].contains($0) })
        }
    }

    @Test("headers that name another address change nothing")
    func forgedAddress() async throws {
        try await WebService.use(settings: ["INVITE_FAILURE_LIMIT": "3/600"]) { service in
            for number in 1...6 {
                var wrong = WebRequest.call("GET", "/v2/me", bearer: "cal_x")
                wrong.fields += [
                    "X-Forwarded-For: 192.0.2.\(number)", "Forwarded: for=192.0.2.\(number)",
                    "X-Real-IP: 192.0.2.\(number)", "CF-Connecting-IP: 192.0.2.\(number)",
                    "Remote-Addr: 192.0.2.\(number)",
                ]
                let answer = try await service.send(wrong)
                #expect(answer.status == (number <= 3 ? 401 : 429))
            }
        }
    }

    @Test("a process that holds up the counting holds up nobody: their requests pass uncounted")
    func heldCounter() async throws {
        try await WebService.use(settings: ["INVITE_RATE_LIMIT": "2/600"]) { service in
            let request = WebRequest.call("GET", "/v2/me", bearer: service.state.key(of: .admin))
            #expect(try await service.send(request)["x-ratelimit-remaining-default"] == "1")
            let folder = service.state.folder.removingLastComponent().appending("runtime")
            let table = folder.appending(try await Command("ls", folder.string).text())
            try await LockHolder.use(table) { holder in
                for _ in 1...4 { #expect(try await service.send(request).status == 200) }
                try await holder.release()
            }
            try await eventually("it is counted again") { try await service.send(request).status == 429 }
            #expect(try service.run.appending("logs/handler.log").text().contains("a request was not counted"))
        }
    }

    @Test(
        "where there is no room to count, requests are answered uncounted, and the operator is told",
        .enabled("mounts are not allowed here", { await Privileges.allowMounts() }))
    func noRoom() async throws {
        try await SampleState.use { state in
            let folder = state.folder.removingLastComponent().appending("full")
            let mount = "mkdir -m 0700 \(folder); mount -t tmpfs -o size=64k,mode=0700 tmpfs \(folder)"
            try await PrivateMount.use(mount) { disk in
                var handler = state.cgi("GET", "/v2/me", as: .admin)
                handler.environment["INVITE_RUNTIME_DIR"] = folder.string
                let outcome = try await disk.entering(handler).run()
                #expect(try HTTPAnswer(cgi: outcome.output).status == 200)
                #expect(outcome.errors.contains("no requests are counted"))
            }
        }
    }
}
