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
                #expect(try await health(disk, state).failure() == Self.notWritable)
                #expect(try await health(disk, state, "only=read").text == "OK")
                let check = try await disk.entering(state.check()).run()
                #expect(check.status == 74 && check.errors.contains("can only be read"))
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
                #expect(try await health(disk, state).failure() == Self.notWritable)
                #expect(try await health(disk, state, "only=read").text == "OK")

                let name = "team create --id 44 --name New"
                #expect(try await disk.entering(state.invitectl(name)).run().status == 74)
                #expect(try await disk.entering(state.invitectl("check")).run().status == 0)

                _ = try await disk.entering(Command("rm", filler.string)).text()
                #expect(try await health(disk, state).text == "OK")
                let invite = try HTTPAnswer(cgi: await create.run().output).created()
                #expect(try ledger(disk, state).inviteIDs == made + [invite.id])
                #expect(try ledger(disk, state).isGapless)
                _ = try await disk.entering(state.invitectl(name)).text()
                #expect(try await disk.entering(state.invitectl("check")).run().status == 0)
            }
        }
    }

    private static let notWritable = Failure(503, "ServiceUnavailableException", "STORE_NOT_WRITABLE")

    private func health(_ disk: PrivateMount, _ state: SampleState, _ query: String = "") async throws -> HTTPAnswer {
        let variables = ["REQUEST_METHOD": "GET", "REQUEST_URI": "/health?\(query)", "QUERY_STRING": query]
        return try HTTPAnswer(cgi: await disk.entering(state.cgi(variables)).run().output)
    }

    @Test("rights that are missing are seen by trying, without a trace")
    func rights() async throws {
        try await SampleState.use { state in
            let nobody = "65534"
            try await state.damage("chmod 0755 $(dirname $S); chmod 0500 $S/teams; chown -R \(nobody):\(nobody) $S")
            // Where requests are counted, which is beside the state here.
            try await state.damage("rm -rf $S/../runtime; install -d -m 0700 -o \(nobody) -g \(nobody) $S/../runtime")
            func health() async throws -> HTTPAnswer {
                var request = state.cgi(["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"])
                request.wrap(in: ["setpriv", "--reuid", nobody, "--regid", nobody, "--clear-groups"])
                return try HTTPAnswer(cgi: await request.run().output)
            }
            #expect(try await health().failure() == Self.notWritable)
            try await state.damage("chmod 0700 $S/teams")
            let before = try await Command("stat", "-c", "%y %z", "\(state.folder)/teams").text()
            #expect(try await health().text == "OK")
            #expect(try await Command("stat", "-c", "%y %z", "\(state.folder)/teams").text() == before)
        }
    }

    @Test("a handler that has just found all well sees a disk that fills, and that it has room again")
    func handler() async throws {
        try await SampleState.use { state in
            let there = state.folder
            let mount = """
                mv \(there) \(there).real; mkdir -m 0700 \(there); mount -t tmpfs -o size=512k,mode=0700 tmpfs \(there)
                cp -a \(there).real/. \(there)
                """
            try await PrivateMount.use(mount) { disk in
                try await Handler.use(state, wrapper: disk.wrapper) { handler in
                    func health() async throws -> HTTPAnswer {
                        try await handler.ask(["REQUEST_METHOD": "GET", "REQUEST_URI": "/health"])
                    }
                    #expect(try await health().text == "OK")
                    let fill = "cat /dev/zero >\(there)/filler 2>/dev/null; true"
                    _ = try await disk.entering(Command("sh", "-c", fill)).text()
                    #expect(try await health().failure() == Self.notWritable)
                    _ = try await disk.entering(Command("rm", "\(there)/filler")).text()
                    #expect(try await health().text == "OK")
                    // Nothing was left, not even for a moment.
                    let names = try await disk.entering(Command("ls", "-A", "\(there)/teams")).text()
                    #expect(names.split(separator: "\n").allSatisfy { $0.hasSuffix(".jsonl") || $0.hasSuffix(".lock") })
                }
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
