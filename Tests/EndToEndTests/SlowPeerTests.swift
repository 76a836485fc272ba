import Glibc
import SystemPackage
import Testing

/// Web servers that stall, or drip and sip so that each single read and write gets on, but never the request.
@Suite(.timeLimit(.minutes(2)))
struct SlowPeerTests {
    private typealias Records = FastCGIRecords

    @Test("a peer that stalls holds up its own handler for a while only, and another one not at all")
    func stalled() async throws {
        try await forEachAtOnce([0, 4, 16, 40], width: 4) { bytes in
            try await SampleState.use { state in
                try await Handler.use(state) { first in
                    let request = Records.request(state.variables())
                    // Now it is up, and the only one to take the next connection.
                    _ = try await first.ask(state.variables()).created()
                    let stalled = try FastCGIConnection(to: first.socket)
                    try stalled.send(Array(request.prefix(bytes)))
                    try await first.useAnother { _ in
                        for _ in 1...3 { _ = try await first.ask(state.variables()).created() }
                    }
                    // Alone again, it gets rid of the stalled peer by itself.
                    let invite = try await first.ask(state.variables()).created()
                    #expect(try state.ledger(of: 42).inviteIDs.last == invite.id)
                    #expect(try state.ledger(of: 42).inviteIDs.count == 5)
                    withExtendedLifetime(stalled) {}
                }
            }
        }
    }

    @Test("the signal of the deadline does no harm to a request that has time yet, nor to who waits for a lock")
    func earlySignal() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                _ = try await handler.ask(state.variables()).created()
                let request = Records.request(state.variables())
                var connection = try FastCGIConnection(to: handler.socket)
                try connection.send(Array(request.prefix(40)))
                try await Self.disturb(handler)
                try await LockHolder.use(state.lock(of: 42)) { holder in
                    try connection.send(Array(request.dropFirst(40)))
                    try await LockHolder.awaitWaiter(handler.process)
                    try await Self.disturb(handler)
                    try await holder.release()
                }
                let invite = try await connection.answer()?.created()
                #expect(try state.ledger(of: 42).inviteIDs.last == invite?.id)
            }
        }
    }

    /// Sends the signal to a handler again and again while it sleeps in one call.
    private static func disturb(_ handler: Handler) async throws {
        try await eventually("the handler waits") { Processes.isAsleep(handler.process) }
        for _ in 1...20 {
            Processes.send(__libc_current_sigrtmin(), to: handler.process)
            try await eventually("the handler waits again") { Processes.isAsleep(handler.process) }
        }
    }

    @Test("however a peer drips or sips, by FastCGI or CGI, the handler goes on without it")
    func slow() async throws {
        try await forEachAtOnce(Self.peers, width: Self.peers.count) { peer in
            try await SampleState.use { try await peer($0) }
        }
    }

    private static let peers: [@Sendable (SampleState) async throws -> Void] = [
        { try await expectCut(drippingIn: .parameters, of: $0) }, { try await expectCut(drippingIn: .input, of: $0) },
        expectCutWhileSipping, expectNoCGIRequestByDrops, expectNoCGIAnswerBySips,
    ]

    /// A byte at a time comes for as long as the handler wants it.
    private static func expectCut(drippingIn kind: FastCGIRecords.Kind, of state: SampleState) async throws {
        let before = try state.ledgers()
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 1000)
        let pairs = Records.record(.parameters, Records.pairs(state.variables(body: body)))
        // All up to the content of the record that drips.
        let head = kind == .input ? pairs + Records.record(.parameters) + Records.record(.input, body) : pairs
        try await Handler.use(state) { handler in
            let dripping = try FastCGIConnection(to: handler.socket)
            try dripping.send(Records.begin() + head.dropLast(100))
            try await expectService(handler, state) { try dripping.send([UInt8(ascii: " ")]) }
            #expect(throws: Unexpected.self) { try dripping.send([0]) }
            // The one invite is that of the request that came after the slow one.
            #expect(try state.ledgers().map(\.count).reduce(0, +) > before.map(\.count).reduce(0, +))
            #expect(try state.ledger(of: 42).inviteIDs.count == 1)
        }
    }

    /// Four kilobytes of a long answer are taken at a time.
    private static func expectCutWhileSipping(of state: SampleState) async throws {
        try await Handler.use(state) { handler in
            let list = try await Self.longList(state, handler)
            var sipping = try FastCGIConnection(to: handler.socket)
            try sipping.send(Records.request(list))
            try await expectService(handler, state) { _ = try sipping.sip(4096) }
            try await sipping.awaitClosing()
        }
    }

    /// Somebody else is served in the end, by the only handler, although `drop` is done again and again.
    private static func expectService(
        _ handler: Handler, _ state: SampleState, meanwhile drop: () throws -> Void
    ) async throws {
        var other = try FastCGIConnection(to: handler.socket)
        try other.send(Records.request(state.variables()))
        let created = try await eventually("the handler gets rid of a slow peer") {
            // Then there is nobody left to drip for.
            try? drop()
            try await Task.sleep(for: .milliseconds(700))
            return other.isReadable ? try await other.answer() : nil
        }
        _ = try created.created()
    }

    private static func expectNoCGIRequestByDrops(of state: SampleState) async throws {
        let body = [UInt8](repeating: UInt8(ascii: " "), count: 1000)
        let handler = state.cgi(state.variables(body: body))
        let outcome = try await handler.inShell("while printf ' ' 2>&-; do sleep 0.7; done | $HANDLER").run()
        #expect(try HTTPAnswer(cgi: outcome.output).failure().reason == "MALFORMED_REQUEST", "\(outcome)")
        #expect(try state.ledger(of: 42).inviteIDs.isEmpty)
    }

    private static func expectNoCGIAnswerBySips(of state: SampleState) async throws {
        var list: [String: String] = [:]
        try await Handler.use(state) { list = try await longList(state, $0) }
        let sips = "while [ ! -s \"$STATUS\" ]; do head -c 1024 >/dev/null; sleep 0.7; done"
        var shell = state.cgi(list).inShell("{ $HANDLER; echo $? >\"$STATUS\"; } | { \(sips); }")
        shell.environment["STATUS"] = state.file("status").string
        #expect(try await shell.run().status == 0)
        #expect(try state.file("status").text() == "74\n")
    }

    /// The request for a list that is longer than what fits into a pipe or the buffers of a socket.
    private static func longList(_ state: SampleState, _ handler: Handler) async throws -> [String: String] {
        let metadata = (1...40).map { "\"k\($0)\":\"\(String(repeating: "x", count: 400))\"" }.joined(separator: ",")
        let body = Array("{\"metadata\":{\(metadata)}}".utf8)
        for _ in 1...40 { _ = try await handler.ask(state.variables(body: body), body: body).created() }
        return state.variables("GET", "/v2/teams/42/invites", as: .admin)
    }
}

extension Command {
    /// A shell that runs this command as `$HANDLER`, for half a minute at most.
    fileprivate func inShell(_ script: String) -> Command {
        var shell = Command("timeout", "30", "sh", "-c", script)
        shell.environment = environment
        shell.environment["HANDLER"] = Products.handler.string
        return shell
    }
}
