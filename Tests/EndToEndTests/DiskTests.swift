import StrictJSON
import SystemPackage
import Testing

/// A disk that takes nothing.
@Suite(.enabled("mounts need root", { await Privileges.allowMounts() }), .timeLimit(.minutes(2)))
struct DiskTests {
    @Test("on a disk that can only be read, nothing is made, and the service says that it is there")
    func readOnly() async throws {
        try await SampleState.use { state in
            let mount = "mount --bind \(state.folder) \(state.folder); mount -o remount,bind,ro \(state.folder)"
            try await PrivateMount.use(mount) { disk in
                let outcome = try await disk.entering(state.cgi(state.variables())).run()
                let failure = Failure(503, "ServiceUnavailableException", "STORE_UNAVAILABLE")
                #expect(try HTTPAnswer(cgi: outcome.output).failure() == failure)
                #expect(outcome.errors.contains("42.lock"))
                let create = try await disk.entering(state.invitectl("team create --name New")).run()
                #expect(create.status == 74)
                #expect(try await disk.entering(state.invitectl("check")).run().status == 0)
                let health = ["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"]
                let answer = try HTTPAnswer(cgi: await disk.entering(state.cgi(health)).run().output)
                #expect(answer.text == "OK")
            }
            _ = try HTTPAnswer(cgi: await state.cgi(state.variables()).run().output).created()
        }
    }

    @Test("a full disk costs the invites that did not fit and no others, and the service recovers by itself")
    func full() async throws {
        try await SampleState.use { state in
            let there = state.folder
            let mount = """
                mv \(there) \(there).real; mkdir -m 0700 \(there); mount -t tmpfs -o size=256k,mode=0700 tmpfs \(there)
                cp -a \(there).real/. \(there)
                """
            try await PrivateMount.use(mount) { disk in
                let create = disk.entering(state.cgi(state.variables()))
                let filler = there.appending("filler")
                _ = try await disk.entering(Command("sh", "-c", "cat /dev/zero >\(filler) 2>/dev/null; true")).text()
                let made = try await fill(create, disk, state)

                let name = "team create --id 44 --name New"
                #expect(try await disk.entering(state.invitectl(name)).run().status == 74)
                #expect(try await disk.entering(state.invitectl("check")).run().status == 0)

                _ = try await disk.entering(Command("rm", filler.string)).text()
                let invite = try HTTPAnswer(cgi: await create.run().output).created()
                #expect(try ledger(disk, state).inviteIDs == made + [invite.id])
                #expect(try ledger(disk, state).isGapless)
                _ = try await disk.entering(state.invitectl(name)).text()
                #expect(try await disk.entering(state.invitectl("check")).run().status == 0)
            }
        }
    }

    /// Makes invites until there is no room for another, which takes as many as fit into the rest of a page.
    private func fill(_ create: Command, _ disk: PrivateMount, _ state: SampleState) async throws -> [String] {
        var made: [String] = []
        for _ in 1...40 {
            let outcome = try await create.run()
            let answer = try HTTPAnswer(cgi: outcome.output)
            guard answer.status == 200 else {
                let failure = Failure(503, "ServiceUnavailableException", "STORE_UNAVAILABLE")
                #expect(try answer.failure() == failure)
                #expect(outcome.errors.contains("42.jsonl"))
                #expect(try ledger(disk, state).inviteIDs == made)
                #expect(try ledger(disk, state).torn == 0)
                return made
            }
            made.append(try answer.created().id)
        }
        throw Unexpected("the disk is never full")
    }

    private func ledger(_ disk: PrivateMount, _ state: SampleState) throws -> LedgerText {
        LedgerText(try disk.view(state.ledgerFile(of: 42)).contents())
    }
}
