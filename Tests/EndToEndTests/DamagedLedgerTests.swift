import StrictJSON
import SystemPackage
import Testing

/// What becomes of a team whose ledger is not as it was left.
@Suite(.timeLimit(.minutes(2)))
struct DamagedLedgerTests {
    @Test(
        "a damaged ledger stops its team and nobody else, and is left as it is",
        arguments: [
            ("sed -i '2s/^/garbage/' $L", "STORE_CORRUPT", "line 2"),
            ("sed -i '3d' $L", "STORE_CORRUPT", "line 3"),
            ("sed -i '3p' $L", "STORE_CORRUPT", "line 4"),
            ("sed -i '2s/member.added/member.vanished/' $L", "STORE_CORRUPT", "line 2"),
            ("sed -i '2s/\"event\":\"member.added\",//' $L", "STORE_CORRUPT", "line 2"),
            ("sed -i '2s/.*//' $L", "STORE_CORRUPT", "line 2"),
            ("sed -i '1d' $L", "STORE_CORRUPT", "line 1"),
            (": >$L", "STORE_CORRUPT", "line 1"),
            ("truncate -s -3 $L; echo >>$L", "STORE_CORRUPT", "line 5"),
            ("truncate -s +1000 $L; echo >>$L", "STORE_CORRUPT", "line 6"),
            ("echo '{\"seq\":99999999999999999999,' >>$L", "STORE_CORRUPT", "line 6"),
            ("rm $L; mkdir -m 0700 $L", "STORE_CORRUPT", "42.jsonl"),
            ("rm $L; mkfifo -m 0600 $L", "STORE_CORRUPT", "42.jsonl"),
            ("mv $L $L.real; ln -s $L.real $L", "STORE_UNAVAILABLE", "42.jsonl"),
            ("chmod 0644 $L", "STORE_UNAVAILABLE", "42.jsonl"),
        ])
    func damaged(script: String, reason: String, place: String) async throws {
        try await SampleState.use { state in
            try await state.damage("L=$S/teams/42.jsonl; \(script)")
            let before = try await facts(state)
            let outcome = try await state.cgi(state.variables()).run()
            let answer = try HTTPAnswer(cgi: outcome.output)
            #expect(try answer.failure() == Failure(503, "ServiceUnavailableException", reason))
            #expect(!answer.text.contains(state.folder.string))
            #expect(outcome.status == 0)
            #expect(outcome.errors.split(separator: "\n").count == 1)
            #expect(outcome.errors.contains("42.jsonl"))
            #expect(outcome.errors.contains(place))
            #expect(try await facts(state) == before)

            let check = try await state.invitectl("check").run()
            #expect(check.status == 74)
            #expect(check.errors.contains("42.jsonl"))
            let other = try await state.cgi(state.variables(team: "43")).run()
            _ = try HTTPAnswer(cgi: other.output).created()
        }
    }

    /// What is in the place of the ledger.
    private func facts(_ state: SampleState) async throws -> String {
        try await Command(
            "sh", "-c", "stat -c '%F %a %i %s' $0; test ! -f $0 || sha256sum $0", state.ledgerFile(of: 42).string
        ).text()
    }

    @Test("a line that was never finished is cut off by the next writer, who says so")
    func tornTail() async throws {
        try await SampleState.use { state in
            let whole = try state.ledgerFile(of: 42).contents()
            try state.ledgerFile(of: 42).append(#"{"seq":6,"at":"20"#.utf8)
            #expect(try await state.invitectl("check").run().status == 0)

            let outcome = try await state.cgi(state.variables()).run()
            let invite = try HTTPAnswer(cgi: outcome.output).created()
            #expect(outcome.errors.contains("torn"))
            #expect(try state.ledgerFile(of: 42).contents().starts(with: whole))
            let ledger = try state.ledger(of: 42)
            #expect(ledger.isGapless)
            #expect(ledger.torn == 0)
            #expect(ledger.inviteIDs == [invite.id])
        }
    }

    @Test("a damaged credential opens nothing, and is no reason to take another for it")
    func damagedCredential() async throws {
        try await SampleState.use { state in
            let before = try state.ledgers()
            try await state.damage("for f in $S/credentials/*; do echo '{}' >$f; done")
            let answer = try HTTPAnswer(cgi: try await state.cgi(state.variables()).run().output)
            #expect(try answer.failure() == Failure(503, "ServiceUnavailableException", "STORE_CORRUPT"))
            #expect(try state.ledgers() == before)
            #expect(try await state.invitectl("check").run().status == 74)
        }
    }

    @Test("a lock file that went missing is made anew")
    func missingLock() async throws {
        try await SampleState.use { state in
            try await state.damage("rm $S/teams/42.lock")
            _ = try HTTPAnswer(cgi: try await state.cgi(state.variables()).run().output).created()
            #expect(try await state.invitectl("check").run().status == 0)
        }
    }
}
