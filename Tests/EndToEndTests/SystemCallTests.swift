import SystemPackage
import Testing

/// The order in which programs call the system, and a few calls that go wrong.
///
/// `Tests/Faults/run` lets every call go wrong that touches the state.
@Suite(.timeLimit(.minutes(3)))
struct SystemCallTests {
    @Test("a handler whose line is not synced has told of no invite", arguments: ["signal=KILL", "error=EIO"])
    func notSynced(fault: String) async throws {
        try await SampleState.use { state in
            let reference = try await state.copy("reference")
            let calls = try await SystemCall.trace(reference.cgi(reference.variables()), touching: reference.folder)
            let sync = try #require(calls.first { $0.name == "fdatasync" })
            let outcome = try await sync.spoiling(state.cgi(state.variables()), by: fault).run()
            if fault == "signal=KILL" {
                #expect(outcome.status == 128 + 9)
                #expect(outcome.output.isEmpty)
            } else {
                let failure = Failure(503, "ServiceUnavailableException", "STORE_UNCERTAIN")
                #expect(try HTTPAnswer(cgi: outcome.output).failure() == failure)
            }
            #expect(try await state.invitectl("check").run().status == 0)
            let next = try HTTPAnswer(cgi: await state.cgi(state.variables()).run().output).created()
            #expect(try state.ledger(of: 42).inviteIDs.last == next.id)
        }
    }

    @Test("a 'team create' that dies before it names the ledger has made no team, and the next one makes it")
    func notNamed() async throws {
        let create = "team create --id 44 --name New"
        try await SampleState.use { state in
            let reference = try await state.copy("reference")
            let calls = try await SystemCall.trace(reference.invitectl(create), touching: reference.folder)
            let rename = try #require(calls.first { $0.name == "rename" })
            #expect(try await rename.spoiling(state.invitectl(create), by: "error=EIO").run().status == 74)
            #expect(try await rename.spoiling(state.invitectl(create), by: "signal=KILL").run().status == 128 + 9)
            #expect(try await state.invitectl("check").run().status == 0)
            #expect(try await state.invitectl(create).run().status == 0)
        }
    }

    @Test("an answer leaves only when its line is on the disk, and the lock is free meanwhile")
    func order() async throws {
        try await SampleState.use { state in
            var handler = state.cgi(state.variables())
            // Counting has a lock of its own, which has nothing to do with the ledger's.
            handler.environment["INVITE_FAILURE_LIMIT"] = "off"
            handler.environment["INVITE_SIGNUP_LIMIT"] = "off"
            let calls = try await SystemCall.trace(handler, touching: state.folder)
            let texts = calls.map(\.text)
            let line = try #require(texts.firstIndex { $0.contains(/^write\(\d+, "{\\"seq\\":6/) })
            let ledger = try #require(texts[line].firstMatch(of: /\d+/)).output
            let steps = [
                try #require(texts.firstIndex { $0.contains("LOCK_EX") }), line,
                try #require(texts.firstIndex { $0.contains("LOCK_UN") }),
                try #require(texts.firstIndex { $0.hasPrefix("fdatasync(\(ledger))") }),
                try #require(texts.firstIndex { $0.hasPrefix("write(1, ") }),
            ]
            #expect(steps == steps.sorted())
        }
    }

    @Test("a long ledger of which nothing is known is read before its lock is taken, and under it only what came since")
    func unknownLedger() async throws {
        try await SampleState.use { state in
            for isLong in [false, true] {
                if isLong { try state.fill(dead: 2_000, live: 0) }
                let calls = try await SystemCall.trace(state.cgi(state.variables()), touching: state.folder).map(\.text)
                let reads = calls.indices.filter { calls[$0].contains(/^pread64\(\d+, "{\\"seq\\":1,/) }
                let lock = try #require(calls.firstIndex { $0.contains("/42.lock\"") })
                #expect(reads.count == 1)
                #expect(reads.allSatisfy { ($0 < lock) == isLong })
            }
        }
    }

    @Test(
        "a whole file is on the disk before it gets its name, and its name before anybody is told",
        arguments: [("team create --name New", "teams"), ("key issue --user 17", "credentials")])
    func wholeFileOrder(line: String, folder: String) async throws {
        try await SampleState.use { state in
            let calls = try await SystemCall.trace(state.invitectl(line), touching: state.folder)
            let texts = calls.map(\.text)
            let rename = try #require(texts.firstIndex { $0.hasPrefix("rename") })
            let file = try #require(texts[..<rename].lastIndex { $0.contains("O_EXCL") })
            let steps = [
                file, try #require(texts[file...].firstIndex { $0.hasPrefix("fsync(") }), rename,
                try #require(texts[rename...].firstIndex { $0.contains("\(folder)\", O_RDONLY|") }),
                try #require(texts[rename...].firstIndex { $0.hasPrefix("fsync(") }),
                try #require(texts.firstIndex { $0.hasPrefix("write(1, ") }),
            ]
            #expect(steps == steps.sorted())
        }
    }
}
