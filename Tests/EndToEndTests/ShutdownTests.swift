import Glibc
import Testing

/// How a handler ends.
@Suite(.timeLimit(.minutes(1)))
struct ShutdownTests {
    @Test("a handler that has nothing to do ends with 0 when it is asked")
    func idle() async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state) { handler in
                _ = try await handler.ask(state.variables()).created()
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("a kept connection does not keep it from ending")
    func keptConnection() async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state, endsByItself: true) { handler in
                var kept = try FastCGIConnection(to: handler.socket)
                try kept.send(FastCGIRecords.request(state.variables(), keep: true))
                _ = try await kept.answer()?.created()
                try handler.terminate()
                try await kept.awaitClosing()
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("a handler that is asked during a request answers it first")
    func busy() async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state, endsByItself: true) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                try await LockHolder.use(state.lock(of: 42)) { holder in
                    try connection.send(FastCGIRecords.request(state.variables()))
                    try await LockHolder.awaitWaiter(handler.process)
                    try handler.terminate()
                    try await holder.release()
                    let invite = try await connection.answer()?.created()
                    #expect(try state.ledger(of: 42).inviteIDs == [invite?.id])
                }
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("a supervisor that is asked to end has its handlers end, each after its request")
    func supervisor() async throws {
        try await WebService.use { service in
            let handlers = Processes.handlers(below: service.process)
            #expect(handlers.count == 2)
            let supervisor = try #require(handlers.first.flatMap(Processes.parent))
            try await LockHolder.use(service.state.lock(of: 42)) { holder in
                async let answer = service.send(.invite(bearer: service.state.key(of: .admin)))
                try await eventually("a handler waits for the lock") { handlers.contains(where: LockHolder.isWaiting) }
                Processes.send(SIGTERM, to: supervisor)
                try await holder.release()
                let invite = try await answer.created()
                #expect(try service.state.ledger(of: 42).inviteIDs == [invite.id])
            }
            try await eventually("the handlers end") { !handlers.contains(where: Processes.isHandler) }
        }
    }

    @Test(
        "a handler whose socket was shut down by another process says so once, and ends with 74",
        arguments: [SHUT_RD, SHUT_RDWR])
    func shutDownSocket(direction: Int) async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state, endsByItself: true) { handler in
                _ = try await handler.ask(state.variables()).created()
                try handler.shutDownSocket(direction)
            }
            #expect(outcome.status == 74)
            let errors = outcome.errors.split(separator: "\n").filter { $0.contains("error") }
            #expect(errors == ["invite-fcgi: error: the listening socket was shut down"])
        }
    }

    @Test("a handler that is asked to end while it starts ends", arguments: 1...8)
    func early(call: Int) async throws {
        try await SampleState.use { state in
            // libfcgi and the handler itself set up ten signals or so.
            let wrapper = [
                "env", "SWIFT_BACKTRACE=enable=no", "strace", "-qq", "-o", "/dev/null", "-e",
                "inject=rt_sigaction:signal=SIGTERM:when=\(call)",
            ]
            let outcome = try await Handler.use(state, wrapper: wrapper, endsByItself: true) { _ in }
            // By the signal itself, before it listens; strace ends like what it runs.
            #expect([0, 128 + Int(SIGTERM)].contains(outcome.status), "\(outcome.errors)")
        }
    }

    @Test("a handler that cannot have its socket as it needs it ends with 74", arguments: 1...3)
    func unsetSocket(call: Int) async throws {
        try await SampleState.use { state in
            let wrapper = ["strace", "-qq", "-o", "/dev/null", "-e", "inject=fcntl:error=EPERM:when=\(call)"]
            let outcome = try await Handler.use(state, wrapper: wrapper, endsByItself: true) { _ in }
            #expect(outcome.status == 74)
            #expect(outcome.errors == "invite-fcgi: error: fcntl failed: error 1\n")
        }
    }

    @Test("after a sync that failed it says so, ends with 74, and its successor goes on")
    func failedSync() async throws {
        try await SampleState.use { state in
            let wrapper = ["strace", "-qq", "-o", "/dev/null", "-e", "inject=fdatasync:error=EIO:when=1"]
            let outcome = try await Handler.use(state, wrapper: wrapper, endsByItself: true) { handler in
                let answer = try await handler.ask(state.variables())
                #expect(try answer.failure() == Failure(503, "ServiceUnavailableException", "STORE_UNCERTAIN"))
            }
            #expect(outcome.status == 74)
            #expect(outcome.errors.contains("fdatasync"))
            #expect(try await state.invitectl("check").run().status == 0)
            try await Handler.use(state) { _ = try await $0.ask(state.variables()).created() }
        }
    }
}
