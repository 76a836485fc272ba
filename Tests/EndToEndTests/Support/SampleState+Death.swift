import SystemPackage
import Testing

extension SampleState {
    /// Kills a command at each of its system calls from the first that touches the state on.
    ///
    /// Each time on a state of its own, a copy of a sample state that `prepare` has worked on. After each death, whatever
    /// the command printed must be true and the state must be whole and serve.
    ///
    /// `isTrue` says whether what the dead command printed is true of the state, or nil when it claimed nothing.
    static func killEverywhere(
        preparing prepare: (SampleState) async throws -> Void = { _ in },
        _ command: @escaping @Sendable (SampleState) -> Command,
        _ isTrue: @escaping @Sendable (Outcome, SampleState) async throws -> Bool?
    ) async throws {
        try await SampleState.use { state in
            try await prepare(state)
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
                try await victim.expectService(after: call)
            }
            // The last call only ends the process: by then it has reported success.
            #expect(!claims.all.isEmpty)
        }
    }

    /// The state serves as if nothing had been.
    private func expectService(after call: SystemCall) async throws {
        let before = try ledger(of: 42).inviteIDs
        let outcome = try await cgi(variables()).run()
        let invite = try HTTPAnswer(cgi: outcome.output).created()
        let ledger = try ledger(of: 42)
        #expect(ledger.inviteIDs == before + [invite.id], "\(call.text)")
        #expect(ledger.isGapless, "\(call.text)")
    }
}
