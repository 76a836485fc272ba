import StrictJSON
import SystemPackage
import Testing

/// Events as they happen, by `invitectl ledger follow`.
@Suite(.timeLimit(.minutes(1)))
struct LedgerFollowTests {
    private func makeInvite(_ state: SampleState, team: Int = 42) async throws {
        _ = try await state.invitectl("invite create --team \(team) --as-user 17").text()
    }

    /// A line for the ledger of team 42, without its newline.
    private func event(_ sequence: Int) -> String {
        #"{"seq":\#(sequence),"at":"2030-01-01T00:00:00.000Z","by":{"userId":17},"event":"member.removed","memberId":5}"#
    }

    /// The numbers of the events on lines such as `#12    2030-…`.
    private func numbers(_ lines: [String]) -> [Int] {
        lines.compactMap { line in
            line.split(separator: " ").first { $0.hasPrefix("#") }.flatMap { Int($0.dropFirst()) }
        }
    }

    /// Puts another file with these lines into the place of the ledger of team 42.
    private func replaceLedger(_ state: SampleState, _ lines: [String]) async throws {
        let new = state.folder.appending("teams/.new.test")
        try new.write(lines.map { "\($0)\n" }.joined().utf8)
        _ = try await Command("mv", new.string, state.ledgerFile(of: 42).string).text()
    }

    @Test("the last ten events are printed, then each as it happens, until Ctrl-C")
    func oneTeam() async throws {
        try await SampleState.use { state in
            for _ in 0..<7 { try await makeInvite(state) }
            let outcome = try await Follower.use(state, "42") { follower in
                #expect(numbers(try await follower.lines(10)) == Array(3...12))
                try await makeInvite(state)
                let line = try await follower.line()
                let form = /#13 {4}\S+Z  user 17     made invite [0-9a-f]{24} \(MEMBER, ends \S+Z\)/
                #expect(line.wholeMatch(of: form) != nil, "\(line)")
                _ = try await state.invitectl("member set-role --team 42 --user 18 --role ADMIN").text()
                #expect(try await follower.line().hasSuffix("  operator    changed member #4: ADMIN, accepted"))
            }
            #expect(outcome.status == 130)
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("all teams are followed, new ones too, and each line says of which it is")
    func allTeams() async throws {
        try await SampleState.use { state in
            try await Follower.use(state) { follower in
                let last = try await follower.lines(10)
                #expect(last.allSatisfy { $0.hasPrefix("team ") })
                #expect(last.last?.hasPrefix("team 7    #2     ") == true)
                _ = try await state.invitectl("team create --id 44 --name New").text()
                #expect(try await follower.line().hasPrefix("team 44   #1     "))
                try await makeInvite(state, team: 43)
                #expect(try await follower.line().hasPrefix("team 43   #3     "))
            }
        }
    }

    @Test("a part of a line is not shown until it is whole")
    func tornTail() async throws {
        try await SampleState.use { state in
            try await Follower.use(state) { follower in
                _ = try await follower.lines(10)
                let line = event(6)
                try state.ledgerFile(of: 42).append(line.prefix(40).utf8)
                // The second of these is seen by a look that began after the part was written.
                for number in 3...4 {
                    try await makeInvite(state, team: 43)
                    #expect(try await follower.line().hasPrefix("team 43   #\(number) "))
                }
                try state.ledgerFile(of: 42).append("\(line.dropFirst(40))\n".utf8)
                #expect(try await follower.line().hasPrefix("team 42   #6 "))
            }
        }
    }

    @Test("another file in the ledger's place is read on in, and what is missing between the two is told")
    func replaced() async throws {
        try await SampleState.use { state in
            let old = try state.ledgerFile(of: 42).text().split(separator: "\n").map(String.init)
            let outcome = try await Follower.use(state, "42") { follower in
                #expect(numbers(try await follower.lines(5)) == Array(1...5))
                try await replaceLedger(state, old + [event(6)])
                #expect(numbers([try await follower.line()]) == [6])
                try state.ledgerFile(of: 42).append("\(event(7))\n".utf8)
                #expect(numbers([try await follower.line()]) == [7])
                try await replaceLedger(state, [event(7), event(8)])
                #expect(numbers([try await follower.line()]) == [8])
                try await replaceLedger(state, [event(11), event(12)])
                #expect(numbers(try await follower.lines(2)) == [11, 12])
            }
            let note = "invitectl: note: events 9 to 10 of team 42 were compacted away and are not in the archive\n"
            #expect(outcome.errors == note)
        }
    }

    @Test("with --json the lines are the ledger's own, with the team in front where there are several")
    func json() async throws {
        try await SampleState.use { state in
            try await Follower.use(state, "42 --json") { follower in
                let lines = try await follower.lines(5)
                #expect(lines.joined(separator: "\n") + "\n" == (try state.ledgerFile(of: 42).text()))
            }
            try await Follower.use(state, "--json") { follower in
                _ = try await follower.lines(10)
                try await makeInvite(state)
                let line = try JSONReader.value(of: Array(try await follower.line().utf8))
                #expect(line["teamId"] == .integer(42))
                #expect(line["seq"] == .integer(6))
                #expect(line["event"] == .string("invite.created"))
            }
        }
    }

    @Test("a damaged ledger ends the following of its team, and of all teams only its own")
    func damage() async throws {
        try await SampleState.use { state in
            let outcome = try await Follower.use(state) { follower in
                _ = try await follower.lines(10)
                try state.ledgerFile(of: 42).append("garbage\n".utf8)
                for number in 3...4 {
                    try await makeInvite(state, team: 43)
                    #expect(try await follower.line().hasPrefix("team 43   #\(number) "))
                }
            }
            let damage = "ledger '\(state.ledgerFile(of: 42))' is damaged at line 6: "
            #expect(outcome.errors.hasPrefix("invitectl: note: team 42 is not followed any more: \(damage)"))
            #expect(outcome.errors.split(separator: "\n").count == 1)

            let alone = try await state.invitectl("ledger follow 42").run()
            #expect(alone.status == 74)
            #expect(alone.errors.hasPrefix("invitectl: error: ledger "))
        }
    }

    /// The status of a follower of team 42 and of the program that reads its output.
    private func follow(_ state: SampleState, _ flag: String = "", for reader: String) async throws -> Outcome {
        let line = "set -o pipefail; \(Products.invitectl) ledger follow 42 \(flag) | \(reader)"
        var shell = Command("bash", "-c", line)
        shell.environment = state.settings
        return try await shell.run()
    }

    @Test("it ends when nobody reads any more, though nothing happens")
    func closedOutput() async throws {
        try await SampleState.use { state in
            let outcome = try await follow(state, for: "head -n 1")
            #expect(outcome.status == 0)
            #expect(numbers([outcome.text]) == [1])
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test("it ends as calmly when it is writing at that moment")
    func brokenPipe() async throws {
        try await SampleState.use { state in
            // More than a pipe holds: the reader leaves while the follower waits to write on.
            let filling = String(repeating: "x", count: 500_000)
            let line = event(6).dropLast() + ",\"note\":\"\(filling)\"}\n"
            try state.ledgerFile(of: 42).append(line.utf8)
            let outcome = try await follow(state, "--json", for: "head -c 1")
            #expect(outcome.status == 0)
            #expect(outcome.text == "{")
            #expect(outcome.errors.isEmpty)
        }
    }
}
