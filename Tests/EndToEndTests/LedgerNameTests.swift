import SystemPackage
import Testing

/// A ledger that was renamed into place, and whose folder was never synced: its maker has died, or is still at work.
@Suite(.timeLimit(.minutes(2)))
struct LedgerNameTests {
    private static let files = [
        "teams": "id,name\n44,New\n", "members": "teamId,userId,role,accepted\n44,17,OWNER,t\n",
    ].mapValues { Array($0.utf8) }

    @Test(
        "nothing in a new ledger is acknowledged before its name is on the disk, and then no more is paid",
        arguments: ["team create --id 44 --name New", "import", "ledger compact 44 --keep-days 0"])
    func young(maker: String) async throws {
        try await SampleState.use { state in
            if maker.hasPrefix("ledger compact") { try await Self.makeLongLedger(state) }
            let make: @Sendable (SampleState) throws -> Command = {
                maker == "import" ? try $0.imports(Self.files) : $0.invitectl(maker)
            }
            let reference = try await state.copy("reference")
            let calls = try await SystemCall.trace(try make(reference), touching: reference.folder)
            let rename = try #require(calls.lastIndex { $0.name == "rename" && $0.text.contains("/44.jsonl") })
            let sync = try #require(calls[rename...].first { $0.name == "fsync" || $0.name == "syncfs" })
            #expect(try await sync.spoiling(try make(state), by: "signal=KILL").run().status == 128 + 9)

            let create = state.cgi(state.variables(team: "44", as: .instanceAdmin))
            let first = try await Self.syncs(in: create, of: state)
            #expect(first == ["ledger", "folder", "answer"])
            #expect(try await Self.syncs(in: create, of: state) == ["ledger", "answer"])
            #expect(try state.ledger(of: 44).inviteIDs.count == 2)
        }
    }

    /// Gives team 44 something that a compaction leaves out.
    private static func makeLongLedger(_ state: SampleState) async throws {
        _ = try await state.invitectl("team create --id 44 --name New").text()
        _ = try await state.invitectl("member add --team 44 --user 17 --role ADMIN").text()
        for _ in 1...9 { _ = try await state.invitectl("invite create --team 44 --as-user 17").text() }
        _ = try await state.invitectl("invite revoke --team 44 --created-by 17").text()
    }

    @Test("a folder that cannot be synced is told as what it is, and the next one tries again")
    func failing() async throws {
        try await SampleState.use { state in
            _ = try await state.invitectl("team create --id 44 --name New").text()
            let create = state.cgi(state.variables(team: "44", as: .instanceAdmin))
            let sync = SystemCall(name: "fsync", count: 1, text: "")
            let outcome = try await sync.spoiling(create, by: "error=EIO").run()
            let failure = Failure(503, "ServiceUnavailableException", "STORE_UNCERTAIN")
            #expect(try HTTPAnswer(cgi: outcome.output).failure() == failure)
            #expect(try await Self.syncs(in: create, of: state) == ["ledger", "folder", "answer"])
        }
    }

    /// What a request syncs of team 44, and when it answers, in this order.
    private static func syncs(in request: Command, of state: SampleState) async throws -> [String] {
        let calls = try await SystemCall.trace(request, touching: state.folder)
        var files: [Substring: String] = [:]
        return calls.compactMap { call in
            if call.name == "openat", let number = call.text.split(separator: " ").last {
                files[number] =
                    call.text.contains("/44.jsonl\"") ? "ledger" : call.text.contains("/teams\"") ? "folder" : nil
            }
            if call.name == "write", call.text.hasPrefix("write(1, ") { return "answer" }
            guard ["fsync", "fdatasync"].contains(call.name) else { return nil }
            return call.text.firstMatch(of: /\d+/).map { files[$0.output] ?? "something else" }
        }
    }
}
