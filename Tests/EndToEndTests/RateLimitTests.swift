import Synchronization
import SystemPackage
import Testing

/// Clients that come too often, behind nginx, with several handlers.
@Suite(.timeLimit(.minutes(2)))
struct RateLimitTests {
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

    @Test("guessing from one address is stopped, and another address is not", arguments: [true, false])
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
            // Those that were under way when the last one was counted may pass.
            #expect((20..<26).contains(failed))
            #expect(statuses.withLock { $0.count { $0 == 429 } } == 60 - failed)
            let refused = try await service.send(right)
            #expect(try refused.failure() == Failure(429, "ThrottlerException", "TOO_MANY_FAILURES"))
            var elsewhere = right
            elsewhere.source = "127.0.0.2"
            #expect(try await service.send(elsewhere).status == 200)
            #expect(try await service.send(WebRequest("GET", "/health")).status == 200)
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
