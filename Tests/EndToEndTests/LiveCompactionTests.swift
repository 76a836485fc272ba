import StrictJSON
import SystemPackage
import Testing

/// A long ledger that becomes short while the service goes on.
@Suite(.timeLimit(.minutes(5)))
struct LiveCompactionTests {
    @Test("a team with 100,000 dead invites is compacted under load, and nothing is lost or refused meanwhile")
    func underLoad() async throws {
        try await WebService.use(workers: 3) { service in
            let state = service.state
            try state.fill(dead: 100_000, live: 20)
            // So that all three have read it before anybody counts on an answer in time.
            let look = WebRequest.call("GET", "/v2/teams/42/invites?take=1", bearer: state.key(of: .admin))
            try await forEachAtOnce(Array(1...6), width: 6) { _ in
                try await eventually("an answer") { try await service.send(look).status == 200 }
            }
            let made = Collected()
            let joined = Collected()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for client in 1...4 {
                    group.addTask {
                        for user in 0..<30 {
                            let invite = try await service.send(.invite(bearer: state.key(of: .admin))).created()
                            made.insert(invite.id)
                            let user = 1000 * client + user
                            let accept = WebRequest.accept(invite.token, bearer: state.key(of: .host), user: user)
                            #expect(try await service.send(accept).data()["joined"] == .boolean(true))
                            joined.insert("\(user)")
                            #expect(try await service.send(look).status == 200)
                        }
                    }
                }
                group.addTask {
                    for round in 1...3 {
                        try await eventually("more answers") { made.all.count >= 25 * round }
                        _ = try await state.invitectl("ledger compact 42").text()
                    }
                }
                try await group.waitForAll()
            }
            let listed = try await state.listedInvites()
            #expect(listed.isSuperset(of: made.all))
            #expect(listed.count == 140)
            let members = try await state.invitectl("member list --json --team 42").json().array ?? []
            #expect(members.count { $0["inviteId"]?.string != nil } == 120)
            #expect(try state.ledger(of: 42).isGapless)
            #expect(try await state.invitectl("check").run().status == 0)
            var count = state.invitectl("ledger show --json --archive 42")
            count.wrap(in: ["sh", "-c", "\"$@\" | wc -l", "sh"])
            #expect(try await count.text() == "\(5 + 100_020 + 240)")
        }
    }

    @Test("a handler compacts a ledger that has become long and mostly dead, and goes on")
    func byItself() async throws {
        try await WebService.use { service in
            let state = service.state
            try state.fill(dead: 10_990, live: 1)
            var made: [String] = []
            for _ in 1...8 {
                made.append(try await service.send(.invite(bearer: state.key(of: .admin))).created().id)
            }
            try await eventually("a short ledger") { try state.ledger(of: 42).lines.count < 20 }
            made.append(try await service.send(.invite(bearer: state.key(of: .admin))).created().id)
            let ledger = try state.ledger(of: 42)
            #expect(ledger.isGapless)
            #expect(ledger.lines.first?["by"]?["service"] == .string("invite-fcgi"))
            #expect(try await state.listedInvites().isSuperset(of: made))
            #expect(try await state.invitectl("check").run().status == 0)
        }
    }

    @Test("each step of a compaction is on the disk before the next, and all of them before anybody writes again")
    func order() async throws {
        try await SampleState.use { state in
            try state.fill(dead: 200, live: 1)
            let calls = try await SystemCall.trace(state.invitectl("ledger compact 42"), touching: state.folder)
            let texts = calls.map(\.text)
            func first(after step: Int, _ isIt: (String) -> Bool) throws -> Int {
                try #require(texts.indices.first { $0 > step && isIt(texts[$0]) })
            }
            let draft = try first(after: 0) { $0.contains(".new.compact.") && $0.contains("O_EXCL") }
            let written = try first(after: draft) { $0.hasPrefix("fsync(") }
            let lock = try first(after: written) { $0.contains("42.lock") }
            let locked = try first(after: lock) { $0.contains("LOCK_EX") }
            let old = try first(after: locked) { $0.hasPrefix("fdatasync(") }
            let archived = try first(after: old) { $0.hasPrefix("link") && $0.contains("archive/42-206.jsonl") }
            let archive = try first(after: archived) { $0.hasPrefix("fsync(") }
            let renamed = try first(after: archive) { $0.hasPrefix("rename") && $0.contains("42.jsonl") }
            let placed = try first(after: renamed) { $0.hasPrefix("fsync(") }
            let unlocked = try first(after: locked) { $0.contains("LOCK_UN") }
            #expect(placed < unlocked)
        }
    }

    @Test("'ledger compact' tells what it did, and what it leaves alone")
    func transcript() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl team create --id 42 --name Acme
            made team 42
            $ invitectl member add --team 42 --user 17 --role ADMIN
            user 17 is ADMIN of team 42
            $ invitectl ledger compact 42
            team 42: nothing to compact
            $ for i in $(seq 55); do invitectl invite create --team 42 --as-user 17 >/dev/null 2>&1; done
            $ invitectl invite revoke --team 42 --created-by 17
            revoked 55 invites of user 17 in team 42
            $ invitectl ledger compact --keep-days 0 --json | jq -c '[.teamId, .droppedInvites, .bytesAfter < .bytesBefore]'
            [42,55,true]
            $ invitectl ledger compact
            $ invitectl ledger compact 42 --keep-days 0
            team 42: nothing to compact
            $ invitectl ledger show 42
            #112   <time>  operator    compacted team 42, Acme: 1 member, 0 invites
            $ invitectl ledger show 42 --archive | head -n 2
            #1     <time>  operator    made team 42, Acme
            #2     <time>  operator    added user 17 as ADMIN
            $ invitectl ledger show 42 --archive | wc -l
            112
            $ invitectl check
            1 team, 1 member, 0 invites, 0 credentials: all is well
            $ rm $INVITE_STATE_DIR/archive/42-112.jsonl
            $ invitectl ledger show 42 --archive
            #112   <time>  operator    compacted team 42, Acme: 1 member, 0 invites
            ! invitectl: note: events 1 to 112 of team 42 were compacted away and are not in the archive
            $ invitectl ledger compact 43
            ! invitectl: error: there is no team 43; 'invitectl team list' shows them all
            [1]
            $ touch $INVITE_STATE_DIR/archive/x
            $ invitectl check 2>&1 | head -n 1
            invitectl: problem: '<state>/archive/x' does not belong here
            """#
        )
    }

    @Test("a damaged team does not keep the others long")
    func damagedNeighbour() async throws {
        try await Transcript.expect(
            #"""
            $ invitectl init 2>/dev/null
            made the state folder <state>
            $ invitectl team create --id 43 --name Damaged
            made team 43
            $ : >$INVITE_STATE_DIR/teams/43.jsonl
            $ invitectl team create --id 44 --name Long
            made team 44
            $ for i in $(seq 60); do for do in 'add --role MEMBER' remove; do invitectl member $do --team 44 --user 1; done; done >/dev/null
            $ invitectl ledger compact | cut -d ' ' -f 1-3
            team 44: from
            ! invitectl: error: ledger '<state>/teams/43.jsonl' is damaged at line 1: no event in it; restore it from a backup
            $ invitectl ledger compact >/dev/null 2>&1
            [74]
            """#
        )
    }
}
