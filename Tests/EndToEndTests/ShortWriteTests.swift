import SystemPackage
import Testing

/// Writes that take less than was given to them.
@Suite(.timeLimit(.minutes(3)))
struct ShortWriteTests {
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
