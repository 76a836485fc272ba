import StrictJSON
import Synchronization
import Testing

/// Teams that programs make: many at a time, and again after a death.
@Suite(.timeLimit(.minutes(5)))
struct TeamCreationTests {
    private func creation(
        _ body: String, key: String? = nil, in state: SampleState, as person: Person = .instanceAdmin
    ) -> Command {
        let bytes = Array(body.utf8)
        var variables = state.variables("POST", "/v2/teams", as: person, body: bytes)
        variables["HTTP_IDEMPOTENCY_KEY"] = key
        return state.cgi(variables, body: bytes)
    }

    private func create(_ body: String, key: String? = nil, in state: SampleState) async throws -> Int {
        let answer = try HTTPAnswer(cgi: try await creation(body, key: key, in: state).run().output)
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(try answer.data()["id"]?.integer)
    }

    /// The numbers of the teams of that name.
    private func teams(named name: String, in state: SampleState) async throws -> [Int] {
        let list = try JSONReader.value(of: try await state.invitectl("team list --json").run().output)
        return try #require(list.array).filter { $0["name"] == .string(name) }.compactMap { $0["id"]?.integer }
    }

    @Test("sixteen who make a team at the same time make sixteen, each with its owner")
    func atOnce() async throws {
        try await SampleState.use { state in
            let numbers = Mutex<[Int]>([])
            try await forEachAtOnce(Array(1...16), width: 16) { user in
                let id = try await create(#"{"name":"New","owner":{"userId":\#(9000 + user)}}"#, in: state)
                numbers.withLock { $0.append(id) }
            }
            let made = numbers.withLock { $0 }
            #expect(Set(made).count == 16)
            #expect(try await teams(named: "New", in: state) == made.sorted())
            for id in made { #expect(try state.ledger(of: id).events("member.added").count == 1) }
            #expect(try await state.invitectl("check").run().status == 0)
        }
    }

    @Test("sixteen who send one request at the same time get the same team")
    func once() async throws {
        try await SampleState.use { state in
            let numbers = Mutex<[Int]>([])
            try await forEachAtOnce(Array(1...16), width: 16) { _ in
                let id = try await create(#"{"name":"Once"}"#, key: "k", in: state)
                numbers.withLock { $0.append(id) }
            }
            let made = numbers.withLock { $0 }
            #expect(Set(made).count == 1)
            #expect(try await teams(named: "Once", in: state) == [made[0]])
        }
    }

    @Test("a request whose handler is killed at any system call makes one team when it is sent again")
    func killed() async throws {
        try await SampleState.use { state in
            _ = try await state.invitectl("team create --id 700 --name Umbrella --organization").text()
            // The folder is there from the second request on.
            _ = try await create(#"{"name":"First"}"#, key: "first", in: state)
            func body(_ name: String) -> String {
                #"{"name":"\#(name)","parentId":700,"owner":{"userId":55}}"#
            }
            let calls = try await SystemCall.trace(
                creation(body("Traced"), key: "traced", in: state), touching: state.folder)
            #expect(calls.contains { $0.name == "fsync" || $0.name == "fdatasync" })
            for (index, call) in calls.enumerated() {
                let command = creation(body("T\(index)"), key: "k\(index)", in: state)
                _ = try await call.spoiling(command, by: "signal=KILL").run()
                // Somebody else makes a team in between.
                if index.isMultiple(of: 3) { _ = try await create(#"{"name":"Other"}"#, in: state) }
                let id = try await create(body("T\(index)"), key: "k\(index)", in: state)
                #expect(try await teams(named: "T\(index)", in: state) == [id], "\(call.text)")
            }
            let report = try await state.invitectl("check").run()
            #expect(report.status == 0, "\(report)")
            #expect(try state.ledger(of: 700).events("member.added").count == 1)
        }
    }
}
