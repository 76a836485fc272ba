import EventJSON
import InviteDomain
import InviteTestSupport
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore
@testable import PrivateFiles

/// A short ledger in the place of a long one.
@Suite struct LedgerCompactionTests {
    private static let forget = Retention(days: 0)

    /// A team with members 1 and 2, `dead` revoked invites and one that is live.
    private func fill(_ store: FlatFileStore, dead: Int = 30) throws {
        try store.populate(.sample(), [(1, .owner), (2, .member)])
        for random in 1...UInt64(dead) { try create(random, in: store) }
        for random in 1...UInt64(dead) {
            _ = try store.update(42) { team, now in
                try team.revokeInvite(InviteID(teamID: 42, random: random), by: .user(1), at: now)
            }
        }
        try create(UInt64(dead + 1), in: store)
    }

    private func create(_ random: UInt64, in store: FlatFileStore) throws {
        _ = try store.update(42) { team, now in
            try team.createInvite(
                InviteOptions(), as: .owner, by: .user(1), random: random, at: now, policy: InvitePolicy())
        }
    }

    private func show(_ random: UInt64, _ count: Int, in store: FlatFileStore) throws {
        let shown = Change.inviteLinkShown(InviteID(teamID: 42, random: random))
        _ = try store.update(42) { _, _ in
            Decision(by: .user(1), Array(repeating: shown, count: count), result: ())
        }
    }

    private func randoms(_ store: FlatFileStore) throws -> [UInt64] {
        try store.read(42) { $0.invites.all.map(\.id.random) } ?? []
    }

    @Test("dead invites go, all else stays, the numbers go on, and the archive has the ledger as it was")
    func compacts() throws {
        try withFileStore { store, layout in
            try fill(store)
            let other = FlatFileStore(layout, clock: { noon })
            #expect(try randoms(other).count == 31)
            let before = try contents(of: layout.ledger(of: 42))
            let report = try #require(try store.compact(42, keeping: Self.forget, by: .operator))
            #expect(report.droppedInvites == 30)
            #expect(report.archive == layout.archive.appending("42-64.jsonl").string)
            #expect(try contents(of: layout.archive.appending("42-64.jsonl")) == before)
            #expect(try Int64(contents(of: layout.ledger(of: 42)).count) == report.bytesAfter)
            for store in [store, other] { #expect(try randoms(store) == [31]) }
            try create(32, in: other)
            #expect(try store.read(42) { $0.sequence } == 65)
            #expect(try store.read(42) { $0.members.map(\.id) } == [2, 3])
            #expect(audit(layout).problems.isEmpty)
            #expect(audit(layout).notes.isEmpty)
            #expect(try Stat(layout.ledger(of: 42)).permissions == .ownerReadWrite)
        }
    }

    @Test("a ledger that would not become shorter stays, and again there is nothing to do")
    func nothing() throws {
        try withFileStore { store, layout in
            #expect(try store.compact(42, keeping: .usual, by: .operator) == nil)
            try store.populate(.sample(), [(1, .owner)])
            let before = try contents(of: layout.ledger(of: 42))
            #expect(try store.compact(42, keeping: .usual, by: .operator)?.archive == nil)
            #expect(try contents(of: layout.ledger(of: 42)) == before)
            try create(1, in: store)
            try show(1, 9, in: store)
            #expect(try store.compact(42, keeping: .usual, by: .operator)?.archive != nil)
            #expect(try store.compact(42, keeping: .usual, by: .operator)?.archive == nil)
            #expect(try layout.archive.directoryEntries().sorted() == [".lock", "42-12.jsonl"])
        }
    }

    /// A store whose clock is asked while a compaction has no lock: after it has folded the ledger.
    private func compact(
        _ layout: StateLayout, meanwhile body: @escaping () throws -> Void
    ) throws -> CompactionReport? {
        var isFirst = true
        let clock: () -> Timestamp = {
            if isFirst {
                isFirst = false
                #expect(throws: Never.self) { try body() }
            }
            return noon
        }
        return try FlatFileStore(layout, clock: clock).compact(42, keeping: Self.forget, by: .operator)
    }

    @Test("what is written meanwhile is behind the snapshot")
    func meanwhile() throws {
        try withFileStore { store, layout in
            try fill(store)
            let report = try compact(layout) {
                for random in 40...49 as ClosedRange<UInt64> { try create(random, in: store) }
                try show(31, 20, in: store)
            }
            #expect(report?.archive == layout.archive.appending("42-94.jsonl").string)
            #expect(try randoms(store) == [31] + Array(40...49))
            let lines = try contents(of: layout.ledger(of: 42)).split(separator: 0x0A)
            #expect(try lines.map { try LedgerLine.decode(Array($0), in: 0..<$0.count).sequence } == Array(64...94))
            #expect(audit(layout).problems.isEmpty)

            // The archive has those lines already, so they are not archived a second time.
            let files = try layout.archive.directoryEntries().sorted()
            #expect(try store.compact(42, keeping: .usual, by: .operator)?.archive == report?.archive)
            #expect(try contents(of: layout.ledger(of: 42)).count { $0 == 0x0A } == 1)
            #expect(try layout.archive.directoryEntries().sorted() == files)
            #expect(try randoms(store) == [31] + Array(40...49))
        }
    }

    @Test("an invite that is given a new life meanwhile is not lost")
    func revived() throws {
        try withFileStore { store, layout in
            try fill(store)
            let terms = InviteTerms.sample(99, expiresAt: noon)
            _ = try store.update(42) { _, _ in Decision(by: .operator, [.inviteCreated(terms)], result: ()) }
            let editable = EditableTerms(expiresAt: noon.adding(days: 1), expiresInDays: nil, maxUses: nil)
            let report = try compact(layout) {
                _ = try store.update(42) { _, _ in
                    Decision(by: .operator, [.inviteEdited(terms.id, editable)], result: ())
                }
            }
            #expect(report?.droppedInvites == 30)
            #expect(try randoms(store) == [31, 99])
            #expect(try layout.teams.directoryEntries().sorted() == ["42.jsonl", "42.lock"])
        }
    }

    @Test("a torn line is not copied, nor archived")
    func torn() throws {
        try withFileStore { store, layout in
            try fill(store)
            let whole = try contents(of: layout.ledger(of: 42))
            try write(whole + Array(#"{"seq":65,"at"#.utf8), to: layout.ledger(of: 42))
            let archive = try #require(try store.compact(42, keeping: Self.forget, by: .operator)?.archive)
            #expect(try contents(of: FilePath(archive)) == whole)
            #expect(try randoms(store) == [31])
        }
    }

    @Test("a second compaction keeps what the first kept, and each has its archive")
    func again() throws {
        try withFileStore { store, layout in
            try fill(store)
            _ = try store.compact(42, keeping: Self.forget, by: .operator)
            for random in 100...139 as ClosedRange<UInt64> { try create(random, in: store) }
            _ = try store.update(42) { team, _ in team.revokeInvites(of: 1, by: .user(1)) }
            _ = try store.compact(42, keeping: Self.forget, by: .service)
            #expect(try randoms(store).isEmpty)
            let names = try layout.archive.directoryEntries().sorted()
            #expect(names == [".lock", "42-145.jsonl", "42-64.jsonl"])
            var numbers: [Int] = []
            var tail = LedgerTail(42, in: layout, fromArchive: true)
            try tail.next { numbers.append($0.event.sequence) }
            #expect(numbers == Array(1...145))
        }
    }

    @Test("what a compaction that died has left is told of, and goes with the next")
    func litter() throws {
        try withFileStore { store, layout in
            try fill(store)
            let draft = layout.teams.appending(".new.compact.1")
            try write([1], to: draft)
            try layout.ledger(of: 42).link(as: layout.archive.appending("42-64.jsonl"))
            try create(50, in: store)
            let check = audit(layout)
            #expect(check.problems.isEmpty)
            #expect(check.notes.first?.contains("'invitectl ledger compact 42' completes that") == true)
            _ = try store.compact(42, keeping: Self.forget, by: .operator)
            #expect(try layout.archive.directoryEntries().sorted() == [".lock", "42-65.jsonl"])
            #expect(try layout.teams.directoryEntries().sorted() == ["42.jsonl", "42.lock"])
            #expect(audit(layout).notes.isEmpty)
        }
    }

    @Test("another ledger is never archived over")
    func archiveIsTaken() throws {
        try withFileStore { store, layout in
            try fill(store)
            let before = try contents(of: layout.ledger(of: 42))
            try write([1], to: layout.archive.appending("42-64.jsonl"))
            let error = #expect(throws: StoreError.self) {
                try store.compact(42, keeping: Self.forget, by: .operator)
            }
            #expect(error?.description.contains("move it elsewhere") == true)
            #expect(try contents(of: layout.ledger(of: 42)) == before)
            #expect(try layout.teams.directoryEntries().sorted() == ["42.jsonl", "42.lock"])
            #expect(!audit(layout).problems.isEmpty)
        }
    }

    @Test("a team of many is one line, longer than any other may be")
    func large() throws {
        try withFileStore { store, layout in
            let members = (1...20_000).map { MemberTerms.sample(UserID(integerLiteral: $0), .member) }
            let session = try StateImport.begin(store, clock: { noon })
            try session.create([(.sample(), Arrivals(members: members, invites: []))])
            try session.finish()
            let removals = (2...6_000).map { Change.memberRemoved(MembershipID($0)) }
            _ = try store.update(42) { _, _ in Decision(by: .operator, removals, result: ()) }
            let report = try #require(try store.compact(42, keeping: .usual, by: .operator))
            #expect(report.bytesAfter > 1 << 20)
            #expect(try store.read(42) { $0.members.count } == 14_001)
            try create(1, in: store)
            var count = 0
            var tail = LedgerTail(42, in: layout)
            try tail.next { _ in count += 1 }
            #expect(count == 2)
        }
    }

    @Test("a follower misses nothing: what was compacted away before it looked comes from the archive")
    func follower() throws {
        try withFileStore { store, layout in
            try fill(store)
            var notices: [String] = []
            var tail = LedgerTail(42, in: layout) { notices.append($0) }
            var entries: [RecordedEvent] = []
            var numbers: [Int] { entries.map(\.event.sequence) }
            try tail.next { entries.append($0) }
            try create(50, in: store)
            _ = try store.compact(42, keeping: Self.forget, by: .operator)
            try tail.next { entries.append($0) }
            #expect(numbers == Array(1...65))
            try create(51, in: store)
            _ = try store.compact(42, keeping: Self.forget, by: .operator)
            try create(52, in: store)
            try tail.next { entries.append($0) }
            #expect(numbers == Array(1...67))
            #expect(notices.isEmpty)
            #expect(entries.allSatisfy { if case .teamSnapshot = $0.event.change { false } else { true } })
            try show(31, 9, in: store)
            _ = try store.compact(42, keeping: Self.forget, by: .operator)
            try layout.archive.appending("42-76.jsonl").remove()
            try tail.next { entries.append($0) }
            #expect(numbers == Array(1...67) + [76])
            #expect(notices.first?.hasPrefix("events 68 to 76 of team 42 ") == true)
        }
    }

    @Test("a file that got the number of another is not taken for it")
    func identity() throws {
        try withFileStore { store, layout in
            try fill(store)
            guard let ledger = try Ledger.open(layout.ledger(of: 42), forWriting: false) else {
                Issue.record("no ledger")
                return
            }
            #expect(ledger.identity.birth > 0)
            let folded = try ledger.fold(from: nil)
            let older = FileIdentity(inode: ledger.identity.inode, birth: ledger.identity.birth - 1)
            let stale = FoldedTeam(
                team: try .sample(), identity: older, first: 1, offset: folded.offset)
            #expect(try ledger.fold(from: stale).team.sequence == 64)
        }
    }

    @Test("a ledger that becomes long and mostly dead is compacted when nobody waits, and no other")
    func tidy() throws {
        try withFileStore { store, layout in
            var notices: [String] = []
            let handler = FlatFileStore(layout, clock: { noon }, notice: { notices.append($0) })
            try fill(store)
            try show(31, 9_935, in: handler)
            try handler.tidy()
            #expect(try handler.read(42) { $0.sequence } == 9_999)
            #expect(notices.isEmpty)
            try show(31, 2, in: handler)
            try handler.tidy()
            #expect(notices.count == 1)
            #expect(notices.first?.hasPrefix("compacted ledger") == true)
            #expect(try randoms(store).count == 31)
            #expect(try handler.read(42) { $0.sequence } == 10_001)
            try handler.tidy()
            #expect(notices.count == 1)
        }
    }
}
