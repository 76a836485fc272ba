import SystemPackage
import Testing

/// What is left when a program dies between any two system calls.
@Suite(.timeLimit(.minutes(3)))
struct CrashTests {
    @Test("a handler that is killed at any system call has told of no invite that is not there")
    func handler() async throws {
        try await SampleState.killEverywhere({ $0.cgi($0.variables()) }) { outcome, state in
            guard let invite = try? HTTPAnswer(cgi: outcome.output).created() else { return nil }
            return try await state.listedInvites().contains(invite.id)
        }
    }

    @Test("'team create' that is killed at any system call has made a whole team or none")
    func teamCreate() async throws {
        let create = "team create --id 44 --name New"
        try await SampleState.killEverywhere({ $0.invitectl(create) }) { outcome, state in
            let isThere = try await state.invitectl("team show 44").run().status == 0
            let again = try await state.invitectl(create).run()
            #expect(again.status == (isThere ? 1 : 0), "\(again)")
            return outcome.text.isEmpty ? nil : isThere
        }
    }

    @Test("'key issue' that is killed at any system call has printed no key that does not work")
    func keyIssue() async throws {
        try await SampleState.killEverywhere({ $0.invitectl("key issue --user 17") }) { outcome, state in
            guard !outcome.text.isEmpty else { return nil }
            var variables = state.variables()
            variables["HTTP_AUTHORIZATION"] = "Bearer \(outcome.text.prefix { $0 != "\n" })"
            return try HTTPAnswer(cgi: await state.cgi(variables).run().output).status == 200
        }
    }

    @Test("'init' that is killed at any system call leaves a folder that 'init' completes")
    func makeState() async throws {
        try await TemporaryFolder.use { folder in
            let reference = SampleState(empty: folder.appending("reference"))
            let calls = try await SystemCall.trace(reference.invitectl("init"), touching: reference.folder)
            try await forEachAtOnce(calls) { call in
                let victim = SampleState(empty: folder.appending("\(call.name).\(call.count)"))
                let outcome = try await call.spoiling(victim.invitectl("init"), by: "signal=KILL").run()
                #expect(outcome.status == 128 + 9, "\(call.text)")
                let isWhole = try await victim.invitectl("check").run().status == 0
                #expect(isWhole || outcome.text.isEmpty, "\(call.text)")
                let again = try await victim.invitectl("init").run()
                #expect(again.status == (isWhole ? 74 : 0), "\(call.text): \(again)")
                #expect(try await victim.invitectl("check").run().status == 0, "\(call.text)")
            }
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
