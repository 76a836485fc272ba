import Glibc
import StrictJSON
import SystemPackage
import Testing

/// Many at once, and death among them.
@Suite(.timeLimit(.minutes(3)))
struct LoadTests {
    @Test("handlers that are killed under load lose nothing that was acknowledged, and are followed by others")
    func killed() async throws {
        try await WebService.use { service in
            let acknowledged = try await killHandlers(of: service, times: 30)
            let ledger = try service.state.ledger(of: 42)
            #expect(acknowledged.count > 30)
            #expect(acknowledged.subtracting(ledger.inviteIDs).isEmpty)
            #expect(ledger.isGapless)

            let request = WebRequest.invite(bearer: service.state.key(of: .admin))
            let invite = try await eventually("the service answers again") {
                try? await service.send(request).created()
            }
            let after = try service.state.ledger(of: 42)
            #expect(after.inviteIDs.last == invite.id)
            #expect(after.isGapless)
            #expect(after.torn == 0)
            #expect(try await service.state.invitectl("check").run().status == 0)
        }
    }

    @Test("handlers that are all restarted at once, again and again under load, lose no request")
    func restarted() async throws {
        try await WebService.use { service in
            let acknowledged = Collected()
            let before = Processes.handlers(below: service.process)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 1...8 {
                    group.addTask {
                        for _ in 1...50 {
                            let request = WebRequest.invite(bearer: service.state.key(of: .admin))
                            acknowledged.insert(try await service.send(request).created().id)
                        }
                    }
                }
                group.addTask { try await restartHandlers(of: service, acknowledged) }
                try await group.waitForAll()
            }
            let after = Processes.handlers(below: service.process)
            #expect(Set(before).isDisjoint(with: after))
            #expect(acknowledged.all.count == 400)
            #expect(Set(try service.state.ledger(of: 42).inviteIDs) == acknowledged.all)
        }
    }

    /// Asks all handlers to end after every 40 answers, as a supervisor does that has them inherit its socket.
    private func restartHandlers(of service: WebService, _ acknowledged: Collected) async throws {
        for round in 1...9 {
            try await eventually("40 more answers") { acknowledged.all.count >= 40 * round }
            for process in Processes.handlers(below: service.process) { Processes.send(SIGTERM, to: process) }
        }
    }

    /// Lets eight clients make invites without a pause, and kills a handler after every dozen answers.
    ///
    /// The oldest each time, so that none dies often enough in its youth for the supervisor to give up. The result is
    /// the ids of all invites whose making was acknowledged.
    private func killHandlers(of service: WebService, times: Int) async throws -> Set<String> {
        let acknowledged = Collected()
        let (answers, answered) = AsyncStream.makeStream(of: Void.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 {
                group.addTask {
                    while !Task.isCancelled {
                        await create(service, acknowledged)
                        answered.yield()
                    }
                }
            }
            var count = 0
            for await _ in answers where count < 12 * times {
                count += 1
                guard count.isMultiple(of: 12) else { continue }
                let victim = try #require(Processes.handlers(below: service.process).first)
                Processes.send(SIGKILL, to: victim)
                if count == 12 * times { break }
            }
            group.cancelAll()
        }
        return acknowledged.all
    }

    /// Anything but a new invite says nothing: there may be one or not.
    private func create(_ service: WebService, _ acknowledged: Collected) async {
        let request = WebRequest.invite(bearer: service.state.key(of: .admin))
        if let id = try? await service.send(request).created().id { acknowledged.insert(id) }
    }

    @Test("many processes on one team make exactly as many lines, numbered without a gap")
    func manyProcesses() async throws {
        try await SampleState.use { state in
            let before = try state.ledger(of: 42).lines.count
            let made = Collected()
            try await forEachAtOnce(Array(1...60), width: 12) { number in
                let id: String?
                if number.isMultiple(of: 5) {
                    let create = "invite create --team 42 --as-user 16 --json"
                    id = try await state.invitectl(create).json()["id"]?.string
                } else {
                    id = try HTTPAnswer(cgi: await state.cgi(state.variables()).run().output).created().id
                }
                made.insert(id ?? "")
            }
            let ledger = try state.ledger(of: 42)
            #expect(ledger.lines.count == before + 60)
            #expect(ledger.isGapless)
            #expect(Set(ledger.inviteIDs) == made.all)
        }
    }
}
