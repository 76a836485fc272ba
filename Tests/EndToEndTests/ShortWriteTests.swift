import SystemPackage
import Testing

/// What comes of a system call that fails.
@Suite(.timeLimit(.minutes(3)))
struct FaultTests {
    /// The calls by which the state is read and changed.
    private static let names: Set = [
        "openat", "flock", "write", "fdatasync", "fsync", "pread64", "newfstatat", "ftruncate", "rename", "link",
        "unlink", "mkdir", "close", "getdents64",
    ]

    /// Lets each of those calls fail, one at a time, each time on a state of its own.
    static func failEverywhere(
        _ command: @escaping @Sendable (SampleState) -> Command, in state: SampleState, error: String,
        _ look: @escaping @Sendable (Outcome, SampleState, SystemCall) async throws -> Void
    ) async throws {
        let reference = try await state.copy("reference")
        let calls = try await SystemCall.trace(command(reference), touching: reference.folder)
        try await forEachAtOnce(calls.filter { Self.names.contains($0.name) }) { call in
            let victim = try await state.copy("\(call.name).\(call.count)")
            let outcome = try await call.spoiling(command(victim), by: "error=\(error)").run()
            #expect(outcome.status < 128, "\(call.text): \(outcome)")
            let check = try await victim.invitectl("check").run()
            #expect(check.status == 0, "\(call.text): \(check.errors)")
            try await look(outcome, victim, call)
        }
    }

    @Test(
        "whatever fails while an invite is made, it is either there or refused", arguments: ["EIO", "ENOSPC", "EINTR"])
    func handler(error: String) async throws {
        try await SampleState.use { state in
            // A torn tail first, so that it has to be cut.
            try state.ledgerFile(of: 42).append(#"{"seq":6,"at":"#.utf8)
            let before = try state.ledger(of: 42).inviteIDs
            try await Self.failEverywhere({ $0.cgi($0.variables()) }, in: state, error: error) { outcome, state, call in
                // Without an answer, nobody has been told anything.
                guard let answer = try? HTTPAnswer(cgi: outcome.output) else { return }
                let listed = try await state.listedInvites()
                if answer.status == 200 {
                    #expect(listed == [try answer.created().id], "\(call.text)")
                } else {
                    let failure = try answer.failure()
                    #expect(failure.code == "ServiceUnavailableException", "\(call.text): \(answer)")
                    #expect(failure.reason == "STORE_UNCERTAIN" || listed.isEmpty, "\(call.text)")
                    #expect((failure.reason == "STORE_UNCERTAIN") == (call.name == "fdatasync"), "\(call.text)")
                    #expect(outcome.errors.contains(#""level":"error""#) || outcome.errors.contains("error:"))
                }
                #expect(try HTTPAnswer(cgi: await state.cgi(state.variables()).run().output).status == 200)
                #expect(before.isEmpty)
            }
        }
    }

    @Test(
        "whatever fails in 'team create', it has made the team or says that it has not",
        arguments: ["EIO", "ENOSPC", "EINTR"])
    func teamCreate(error: String) async throws {
        try await SampleState.use { state in
            let create = "team create --id 44 --name New"
            try await Self.failEverywhere({ $0.invitectl(create) }, in: state, error: error) { outcome, state, call in
                let isThere = try await state.invitectl("team show 44").run().status == 0
                if outcome.status == 0 {
                    #expect(isThere, "\(call.text)")
                } else {
                    #expect(outcome.status == 74, "\(call.text): \(outcome)")
                    #expect(outcome.errors.hasPrefix("invitectl: error: "), "\(call.text)")
                    // Only the folder was still to be synced: it is there, and may not last. Or nobody was told.
                    let isUntold = outcome.errors.contains("the output cannot be written")
                    let isUnsynced = call.name == "fsync" || call.name == "openat"
                    #expect(!isThere || isUnsynced || isUntold, "\(call.text): \(outcome)")
                }
            }
        }
    }

    @Test("whatever fails in 'key issue', a printed key works", arguments: ["EIO", "ENOSPC", "EINTR"])
    func keyIssue(error: String) async throws {
        try await SampleState.use { state in
            try await Self.failEverywhere({ $0.invitectl("key issue --user 17") }, in: state, error: error) {
                outcome, state, call in
                guard !outcome.text.isEmpty else { return }
                var variables = state.variables()
                variables["HTTP_AUTHORIZATION"] = "Bearer \(outcome.text.prefix { $0 != "\n" })"
                let answer = try HTTPAnswer(cgi: await state.cgi(variables).run().output)
                #expect(answer.status == 200, "\(call.text): \(outcome)")
            }
        }
    }

    @Test(
        "a file that may not grow far enough keeps its whole lines, whether the handler survives that or not",
        arguments: [1, 2, 50, 150], [true, false])
    func shortWrite(room: Int, survives: Bool) async throws {
        try await SampleState.use { state in
            let before = try state.ledgerFile(of: 42).contents()
            var handler = state.cgi(state.variables())
            // The file in which requests are counted would be the first that may not grow.
            handler.environment["INVITE_FAILURE_LIMIT"] = "off"
            handler.environment["INVITE_SIGNUP_LIMIT"] = "off"
            // At the limit a write is short, and the next one gets SIGXFSZ, or EFBIG where that is ignored.
            handler.wrap(in: ["prlimit", "--fsize=\(before.count + room)"])
            if survives { handler.wrap(in: ["sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]) }
            let outcome = try await handler.run()
            if survives {
                let failure = Failure(503, "ServiceUnavailableException", "STORE_UNAVAILABLE")
                #expect(try HTTPAnswer(cgi: outcome.output).failure() == failure)
                #expect(try state.ledgerFile(of: 42).contents() == before)
            } else {
                #expect(outcome.status == 128 + 25)
                #expect(outcome.output.isEmpty)
                #expect(try state.ledger(of: 42).torn == room)
            }
            #expect(try await state.invitectl("check").run().status == 0)
            let next = try HTTPAnswer(cgi: await state.cgi(state.variables()).run().output).created()
            #expect(try state.ledger(of: 42).inviteIDs == [next.id])
        }
    }

    /// In the place of the C library's `write`: one that writes three bytes at a time.
    private static let tinyWrites = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <unistd.h>
        ssize_t write(int file, const void *bytes, size_t count) {
            ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");
            return real(file, bytes, count < 3 ? count : 3);
        }
        """

    /// False for a program that takes no library from outside.
    private static func isDynamic() async -> Bool {
        (try? await Command("ldd", Products.handler.string).run().status) == 0
    }

    @Test(
        "writes that are always short make whole lines all the same",
        .enabled("a static handler has a write of its own", { await isDynamic() }))
    func tinyWrites() async throws {
        try await SampleState.use { state in
            let folder = state.folder.removingLastComponent()
            try folder.appending("tiny.c").write(Self.tinyWrites.utf8)
            let library = folder.appending("tiny.so").string
            _ = try await Command(
                "cc", "-shared", "-fPIC", "-o", library, folder.appending("tiny.c").string, "-ldl"
            ).text()
            var handler = state.cgi(state.variables())
            handler.environment["LD_PRELOAD"] = library
            let invite = try HTTPAnswer(cgi: await handler.run().output).created()
            let ledger = try state.ledger(of: 42)
            #expect(ledger.isGapless)
            #expect(ledger.inviteIDs == [invite.id])

            let calls = try await SystemCall.trace(handler, touching: state.folder)
            #expect(calls.contains { $0.name == "write" && $0.text.hasSuffix("= 3") })
        }
    }
}
