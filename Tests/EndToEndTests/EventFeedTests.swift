import Glibc
import StrictJSON
import SystemPackage
import Testing

/// `GET /v2/events` while handlers wait, end and are killed.
@Suite(.timeLimit(.minutes(5)))
struct EventFeedTests {
    private typealias Records = FastCGIRecords

    /// A page of events.
    private struct Page {
        let ids: [String]
        let cursor: String
        let hasMore: Bool

        init(_ answer: HTTPAnswer) throws {
            let json = try answer.json()
            guard answer.status == 200, let data = json["data"]?.array, let cursor = json["cursor"]?.string else {
                throw Unexpected("no events: \(answer)")
            }
            ids = data.compactMap { $0["id"]?.string }
            self.cursor = cursor
            hasMore = json["hasMore"] == .boolean(true)
        }
    }

    private func variables(_ state: SampleState, _ query: String) -> [String: String] {
        var variables = state.variables("GET", "/v2/events?\(query)", as: .instanceAdmin)
        variables["QUERY_STRING"] = query
        return variables
    }

    /// One request and its answer, by CGI.
    private func ask(_ state: SampleState, _ query: String) async throws -> HTTPAnswer {
        try await HTTPAnswer(cgi: state.cgi(variables(state, query)).run().output)
    }

    /// The cursor behind all that there is.
    private func end(_ handler: Handler, _ state: SampleState) async throws -> String {
        try await Page(handler.ask(variables(state, "after=latest"))).cursor
    }

    /// Sends a request that waits, and comes back when it does.
    private func beginWaiting(_ handler: Handler, _ state: SampleState, _ query: String) async throws
        -> FastCGIConnection
    {
        let cursor = try await end(handler, state)
        let connection = try FastCGIConnection(to: handler.socket)
        try connection.send(Records.request(variables(state, "after=\(cursor)&wait=25&\(query)")))
        try await eventually("somebody waits") { try isTaken(state) && Processes.isAsleep(handler.process) }
        return connection
    }

    private func answer(_ connection: inout FastCGIConnection) async throws -> HTTPAnswer {
        guard let answer = try await connection.answer() else { throw Unexpected("no answer") }
        return answer
    }

    private func slot(_ state: SampleState) -> FilePath { state.folder.appending("feed/.wait.0") }

    /// True while somebody waits.
    private func isTaken(_ state: SampleState) throws -> Bool {
        guard let file = try? FileDescriptor.open(slot(state), .readWrite) else { return false }
        return try file.closeAfter { flock(file.rawValue, LOCK_EX | LOCK_NB) != 0 }
    }

    @Test("who waits is told of what happens, whoever does it, and of nothing that was not asked for")
    func told() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                var connection = try await beginWaiting(handler, state, "types=invite.created&teamId=42")
                for line in [
                    "invite create --team 43 --as-user 17", "member set-role --team 42 --user 18 --role ADMIN",
                ] {
                    _ = try await state.invitectl(line).text()
                }
                let isTold = connection.isReadable
                #expect(!isTold)
                _ = try await state.invitectl("invite create --team 42 --as-user 17").text()
                let answer = try await answer(&connection)
                #expect(try Page(answer).ids == ["42-7"])
                #expect(answer["retry-after"] == nil)
            }
        }
    }

    @Test("a request that nobody else can answer ends the waiting, and is answered")
    func needed() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                var connection = try await beginWaiting(handler, state, "")
                #expect(try await handler.ask(variables(state, "after=latest")).status == 200)
                let answer = try await answer(&connection)
                #expect(try Page(answer).ids.isEmpty)
                #expect(answer["retry-after"] == "1")
            }
        }
    }

    @Test("requests that another handler answers do not end the waiting")
    func shared() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { first in
                try await first.useAnother { second in
                    // Both are up when each has answered while the other could not.
                    for (stopped, other) in [(first, second), (second, first)] {
                        Processes.send(SIGSTOP, to: stopped.process)
                        _ = try await end(other, state)
                        Processes.send(SIGCONT, to: stopped.process)
                    }
                    let cursor = try await end(first, state)
                    var connection = try FastCGIConnection(to: first.socket)
                    try connection.send(Records.request(variables(state, "after=\(cursor)&wait=25")))
                    try await eventually("somebody waits") { try isTaken(state) }
                    // The only place is taken.
                    let answer = try await first.ask(variables(state, "after=\(cursor)&wait=25"))
                    #expect(try Page(answer).ids.isEmpty)
                    #expect(answer["retry-after"] == "1")
                    let isTold = connection.isReadable
                    #expect(!isTold)
                    _ = try await state.invitectl("invite create --team 42 --as-user 17").text()
                    #expect(try await Page(self.answer(&connection)).ids == ["42-6"])
                }
            }
        }
    }

    @Test("a handler that is to end answers who waits first")
    func asked() async throws {
        try await SampleState.use { state in
            let outcome = try await Handler.use(state, endsByItself: true) { handler in
                var connection = try await beginWaiting(handler, state, "")
                try handler.terminate()
                #expect(try await Page(answer(&connection)).ids.isEmpty)
            }
            #expect(outcome.status == 0)
        }
    }

    @Test("a web server that closes the connection frees the place")
    func gone() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                _ = try await beginWaiting(handler, state, "")
                try await eventually("nobody waits") { try !isTaken(state) }
            }
        }
    }

    @Test("by CGI, or where nobody may wait, the answer comes at once")
    func atOnce() async throws {
        try await SampleState.use { state in
            for _ in 1...4 {
                let answer = try await ask(state, "after=latest&wait=25")
                #expect(try Page(answer).ids.isEmpty)
                #expect(answer["retry-after"] == "1")
            }
        }
    }

    @Test("each event is told once, and its place is durable before, though readers are killed 100 times")
    func killed() async throws {
        try await SampleState.use { state in
            var random = SystemRandomNumberGenerator()
            let writing = Task {
                for round in 0..<40 {
                    for team in [42, 43] {
                        for _ in 0..<3 {
                            let outcome = try await state.cgi(state.variables(team: "\(team)")).run()
                            #expect(try HTTPAnswer(cgi: outcome.output).status == 200)
                        }
                    }
                    _ = try await state.invitectl("ledger compact 42").text()
                    if round % 8 == 7 {
                        _ = try await state.invitectl("team create --id \(1000 + round) --name N").text()
                    }
                }
            }
            var (cursor, seen, kills) = ("0", [String](), 0)
            var isDone = false
            while !isDone || kills < 100 {
                var reader = state.cgi(variables(state, "take=7&after=\(cursor)"))
                // However slow the machine is, some get through.
                if kills < 100, Int.random(in: 0..<4, using: &random) > 0 {
                    let digits = String(1000 + Int.random(in: 1...80, using: &random)).dropFirst()
                    reader.wrap(in: ["timeout", "-s", "KILL", "0.\(digits)"])
                }
                let outcome = try await reader.run()
                if outcome.status != 0 {
                    kills += 1
                    continue
                }
                let page = try Page(HTTPAnswer(cgi: outcome.output))
                seen += page.ids
                isDone = page.ids.isEmpty && page.cursor == cursor
                cursor = page.cursor
            }
            try await writing.value
            seen += try await readAll(state, &cursor)
            #expect(Set(seen).count == seen.count)
            for (team, first) in [(42, 5), (43, 2)] {
                let own = seen.filter { $0.hasPrefix("\(team)-") }
                #expect(own == (1...first + 120).map { "\(team)-\($0)" })
            }
            #expect(seen.count { $0.hasPrefix("10") } == 5)
            var start = "0"
            #expect(try await readAll(state, &start) == seen)
            #expect(start == cursor)
        }
    }

    private func readAll(_ state: SampleState, _ cursor: inout String) async throws -> [String] {
        var ids: [String] = []
        while true {
            let page = try await Page(ask(state, "take=250&after=\(cursor)"))
            ids += page.ids
            cursor = page.cursor
            if !page.hasMore { return ids }
        }
    }

    @Test("a ledger is on the disk before its events have places, and these before anybody is told")
    func order() async throws {
        try await SampleState.use { state in
            _ = try await ask(state, "")
            _ = try await state.invitectl("invite create --team 42 --as-user 17").text()
            let reader = state.cgi(variables(state, "after=0"))
            let texts = try await SystemCall.trace(reader, touching: state.folder).map(\.text)
            func first(after step: Int, _ isIt: (String) -> Bool) throws -> Int {
                try #require(texts.indices.first { $0 > step && isIt(texts[$0]) }, "\(texts.joined(separator: "\n"))")
            }
            let lock = try first(after: -1) { $0.contains("feed/.lock") }
            let locked = try first(after: lock) { $0.contains("LOCK_EX") }
            let ledger = try first(after: locked) { $0.hasPrefix("fdatasync(") }
            let entry = try first(after: ledger) { $0.hasPrefix("write(") && $0.contains("42 6 6 ") }
            let index = try first(after: entry) { $0.hasPrefix("fdatasync(") }
            let unlocked = try first(after: locked) { $0.contains("LOCK_UN") }
            #expect(index < unlocked)
        }
    }

    @Test("'ledger follow --exec' hands each event to a command, and goes on where it stopped")
    func exec() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ invitectl member add --team 42 --user 17 --role ADMIN
            user 17 is ADMIN of team 42
            $ echo 'jq -r "[.id, .type, .team.name, .member.role] | @csv"; echo "$INVITE_TEAM_ID $INVITE_EVENT_ID $INVITE_EVENT_TYPE"; [ "$INVITE_EVENT_ID" != 42-2 ]' >$INVITE_STATE_DIR/../hand
            $ invitectl ledger follow --exec "sh $INVITE_STATE_DIR/../hand" --cursor $INVITE_STATE_DIR/../place
            "42-1","team.created","Acme",
            42 42-1 team.created
            "42-2","member.added",,"ADMIN"
            42 42-2 member.added
            ! invitectl: error: the command for event 42-2 ended with status 1; the next start begins with it
            [75]
            $ invitectl ledger follow 42 --exec "cat >/dev/null; kill -INT \$PPID" --cursor $INVITE_STATE_DIR/../place
            [130]
            $ invitectl ledger follow --exec true --json
            ! Error: --exec hands over JSON in any case; leave --json out
            ! Usage: invitectl ledger follow [--state <dir>] [--json] [<team>] [--exec <cmd>] [--cursor <file>]
            !   See 'invitectl ledger follow --help' for more information.
            [64]
            $ echo nonsense >$INVITE_STATE_DIR/../place; invitectl ledger follow --exec true --cursor $INVITE_STATE_DIR/../place
            ! invitectl: error: '<state>/../place' holds no cursor; remove it to begin with the first event
            [74]
            """#
        )
    }
}
