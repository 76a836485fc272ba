import Testing

/// A team whose lock somebody else holds.
@Suite(.serialized, .sharedService, .timeLimit(.minutes(2)))
struct LockTests {
    private let service: WebService

    init() throws { service = try .shared }

    private func request(_ team: String) -> WebRequest {
        .invite(team: team, bearer: service.state.key(of: .admin))
    }

    @Test("a team whose lock is held is busy, the others are not, and afterwards it is served again")
    func busy() async throws {
        try await LockHolder.use(service.state.lock(of: 42)) { holder in
            let before = try service.state.ledger(of: 42).inviteIDs
            async let waiting = service.send(request("42"))
            let other = try await service.send(request("43")).created()
            #expect(try service.state.ledger(of: 43).inviteIDs.last == other.id)

            let answer = try await waiting
            #expect(try answer.failure() == Failure(503, "ServiceUnavailableException", "STORE_BUSY"))
            #expect(answer["retry-after"] == "1")
            #expect(try service.state.ledger(of: 42).inviteIDs == before)

            try await holder.release()
            let invite = try await eventually("the lock is free") { try? await service.send(request("42")).created() }
            #expect(try service.state.ledger(of: 42).inviteIDs == before + [invite.id])
        }
    }

    @Test("whoever waits gets the lock when it is released")
    func waits() async throws {
        try await SampleState.use { state in
            try await Handler.use(state) { handler in
                var connection = try FastCGIConnection(to: handler.socket)
                try await LockHolder.use(state.lock(of: 42)) { holder in
                    try connection.send(FastCGIRecords.request(state.variables()))
                    try await LockHolder.awaitWaiter(handler.process)
                    #expect(try state.ledger(of: 42).inviteIDs.isEmpty)
                    try await holder.release()
                    let invite = try await connection.answer()?.created()
                    #expect(try state.ledger(of: 42).inviteIDs == [invite?.id])
                }
            }
        }
    }

    @Test("looking takes no lock, and invitectl says who is busy with 75")
    func invitectl() async throws {
        try await LockHolder.use(service.state.lock(of: 42)) { _ in
            #expect(try await service.state.invitectl("team show 42").run().status == 0)
            #expect(try await service.state.invitectl("check").run().status == 0)
            let outcome = try await service.state.invitectl("invite create --team 42 --as-user 17").run()
            #expect(outcome.status == 75)
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("42.lock"))
        }
    }
}
