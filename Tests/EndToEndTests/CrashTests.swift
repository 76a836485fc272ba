import SystemPackage
import Testing

/// What is left when a program dies between any two system calls.
@Suite(.timeLimit(.minutes(3)))
struct CrashTests {
    /// Kills a command at each of its system calls from the first that touches the state on.
    ///
    /// Each time on a state of
    /// its own. After each death, whatever it printed must be true and the state must be whole.
    ///
    /// `isTrue` says whether what the dead command printed is true of the state, or nil when it claimed nothing.
    private func killEverywhere(
        _ command: @escaping @Sendable (SampleState) -> Command,
        _ isTrue: @escaping @Sendable (Outcome, SampleState) async throws -> Bool?
    ) async throws {
        try await SampleState.use { state in
            let reference = try await state.copy("reference")
            let calls = try await SystemCall.trace(command(reference), touching: reference.folder)
            let claims = Collected()
            try await forEachAtOnce(calls) { call in
                let victim = try await state.copy("\(call.name).\(call.count)")
                let outcome = try await call.spoiling(command(victim), by: "signal=KILL").run()
                #expect(outcome.status == 128 + 9, "\(call.text)")
                let check = try await victim.invitectl("check").run()
                #expect(check.status == 0, "\(call.text): \(check.errors)")
                if let claim = try await isTrue(outcome, victim) {
                    claims.insert(call.text)
                    #expect(claim, "\(call.text): \(outcome)")
                }
                try await expectService(victim, after: call)
            }
            // The last call only ends the process: by then it has reported success.
            #expect(!claims.all.isEmpty)
        }
    }

    /// The state serves as if nothing had been.
    private func expectService(_ state: SampleState, after call: SystemCall) async throws {
        let before = try state.ledger(of: 42).inviteIDs
        let outcome = try await state.cgi(state.variables()).run()
        let invite = try HTTPAnswer(cgi: outcome.output).created()
        let ledger = try state.ledger(of: 42)
        #expect(ledger.inviteIDs == before + [invite.id], "\(call.text)")
        #expect(ledger.isGapless, "\(call.text)")
    }

    @Test("a handler that is killed at any system call has told of no invite that is not there")
    func handler() async throws {
        try await killEverywhere({ $0.cgi($0.variables()) }) { outcome, state in
            guard let invite = try? HTTPAnswer(cgi: outcome.output).created() else { return nil }
            return try await state.listedInvites().contains(invite.id)
        }
    }

    @Test("'team create' that is killed at any system call has made a whole team or none")
    func teamCreate() async throws {
        let create = "team create --id 44 --name New"
        try await killEverywhere({ $0.invitectl(create) }) { outcome, state in
            let isThere = try await state.invitectl("team show 44").run().status == 0
            let again = try await state.invitectl(create).run()
            #expect(again.status == (isThere ? 1 : 0), "\(again)")
            return outcome.text.isEmpty ? nil : isThere
        }
    }

    @Test("'key issue' that is killed at any system call has printed no key that does not work")
    func keyIssue() async throws {
        try await killEverywhere({ $0.invitectl("key issue --user 17") }) { outcome, state in
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
            let calls = try await SystemCall.trace(state.cgi(state.variables()), touching: state.folder)
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
