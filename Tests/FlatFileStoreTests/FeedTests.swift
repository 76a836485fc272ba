import InviteDomain
import InviteTestSupport
import PrivateFiles
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

/// What only the feed of files can meet with: its index, archives and damage.
@Suite struct FeedTests {
    private final class Notices { var all: [String] = [] }

    /// A reader in a process of its own.
    private func feed(_ layout: StateLayout, _ notices: Notices = Notices()) -> FlatFileFeed {
        FlatFileFeed(FlatFileStore(layout, clock: { noon }, patience: .zero) { notices.all.append($0) }, waiters: 2)
    }

    /// All that comes after a cursor, which moves.
    private func read(_ feed: FlatFileFeed, _ cursor: inout FeedCursor) throws -> [String] {
        var ids: [String] = []
        while true {
            let page = try feed.page(FeedQuery(after: cursor, limit: 100))
            cursor = page.cursor
            ids += page.events.map { "\($0.team)-\($0.event.sequence)" }
            if !page.hasMore { return ids }
        }
    }

    private func add(_ store: FlatFileStore, _ user: InviteDomain.UserID, to team: TeamID = 42) throws {
        _ = try store.update(team) { team, now in try team.addMember(.sample(user, .member), by: .operator, at: now) }
    }

    /// Makes team 42 long and mostly dead, and compacts it; the result is how many events that were.
    private func fillAndCompact(_ store: FlatFileStore) throws -> Int {
        let id = InviteID(teamID: 42, random: 1)
        let shown = Array(repeating: Change.inviteLinkShown(id), count: 100)
        _ = try store.update(42) { _, _ in Decision(by: .user(1), [.inviteCreated(.sample(1))] + shown, result: ()) }
        #expect(try store.compact(42, keeping: .usual, by: .operator)?.archive != nil)
        return try #require(try store.read(42) { $0.sequence })
    }

    @Test("a part of an entry at the end of the index is cut off by who extends it next")
    func tornTail() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            var cursor = FeedCursor.start
            let one = feed(layout)
            #expect(try read(one, &cursor) == ["42-1", "42-2"])
            let whole = try contents(of: layout.feedIndex)
            try write(whole + Array("42 3 3 99".utf8), to: layout.feedIndex)
            #expect(try read(feed(layout), &cursor).isEmpty)
            try add(store, 2)
            let notices = Notices()
            #expect(try read(feed(layout, notices), &cursor) == ["42-3"])
            #expect(notices.all == ["cut 9 bytes of a torn line off '\(layout.feedIndex)'"])
            #expect(try read(one, &cursor).isEmpty)
            try add(store, 3)
            #expect(try read(one, &cursor) == ["42-4"])
        }
    }

    @Test("without its index, or with one from a backup, the feed refuses the cursors that it does not know")
    func otherIndex() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            var early = FeedCursor.start
            let running = feed(layout)
            _ = try read(running, &early)
            let backup = try contents(of: layout.feedIndex)
            try add(store, 2)
            var late = early
            #expect(try read(running, &late) == ["42-3"])
            // As after a restore, with other events since.
            try layout.feedIndex.remove()
            try write(backup, to: layout.feedIndex)
            for reader in [running, feed(layout)] {
                #expect(throws: Refusal.cursorUnknown) { try read(reader, &late) }
                var kept = early
                #expect(try read(reader, &kept) == ["42-3"])
                #expect(throws: Refusal.cursorUnknown) { try read(reader, &late) }
            }
            try layout.feedIndex.remove()
            for reader in [running, feed(layout)] {
                #expect(throws: Refusal.cursorUnknown) { try read(reader, &early) }
                var start = FeedCursor.start
                #expect(try read(reader, &start) == ["42-1", "42-2", "42-3"])
                #expect(throws: Refusal.cursorUnknown) { try read(reader, &early) }
            }
        }
    }

    @Test("who comes too late for events that were taken out of the archive is told which, and how to go on")
    func goneArchive() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            try store.populate(.sample(43), [(1, .owner)])
            var cursor = FeedCursor.start
            #expect(try read(feed(layout), &cursor).count == 4)
            let last = try fillAndCompact(store)
            try layout.archive.appending("42-\(last).jsonl").remove()
            try add(store, 2)
            for number in 1...2 {
                var next = ""
                do {
                    _ = try feed(layout).page(FeedQuery(after: cursor, limit: 100))
                    Issue.record("the events are there")
                } catch Refusal.eventsGone(let events, let team, let behind) {
                    #expect(events == 3...last)
                    #expect(team == 42)
                    next = behind
                }
                var behind = try #require(FeedCursor(next))
                let rest = number == 1 ? ["42-\(last + 1)"] : ["42-\(last + 1)", "43-3"]
                #expect(try read(feed(layout), &behind) == rest)
                if number == 1 { try add(store, 2, to: 43) }
            }
            // What went before its time is gone too, and nobody else's.
            var start = FeedCursor.start
            #expect(throws: Refusal.self) { try read(feed(layout), &start) }
            let other = FeedQuery(after: .start, limit: 9, wantsTeam: { $0 == 43 })
            #expect(try feed(layout).page(other).events.map(\.event.sequence) == [1, 2, 3])
        }
    }

    @Test("a feed that is new begins with what there is")
    func prunedBefore() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            let last = try fillAndCompact(store)
            try layout.archive.appending("42-\(last).jsonl").remove()
            try add(store, 2)
            var cursor = FeedCursor.start
            #expect(try read(feed(layout), &cursor) == ["42-\(last + 1)"])
            #expect(try read(feed(layout), &cursor).isEmpty)
        }
    }

    @Test("a ledger that is damaged stops nobody until its events have their places")
    func damage() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            try store.populate(.sample(43), [(1, .owner)])
            let path = layout.ledger(of: 42)
            let good = try contents(of: path)
            try write(good + Array("nonsense\n".utf8), to: path)
            let notices = Notices()
            let reader = feed(layout, notices)
            var cursor = FeedCursor.start
            #expect(try read(reader, &cursor) == ["42-1", "42-2", "43-1", "43-2"])
            try add(store, 2, to: 43)
            #expect(try read(reader, &cursor) == ["43-3"])
            #expect(notices.all.count == 1)
            #expect(notices.all.first?.hasPrefix("a part of team 42 is not in the feed: ") == true)
            try write(good, to: path)
            try add(store, 2)
            #expect(try read(reader, &cursor) == ["42-3"])

            let events = try contents(of: path)
            try write(Array(events.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }), to: path)
            var start = FeedCursor.start
            let error = #expect(throws: UnreadableEvents.self) { try read(feed(layout), &start) }
            #expect(error?.team == 42)
            let other = FeedQuery(after: .start, limit: 9, wantsTeam: { $0 == 43 })
            #expect(try feed(layout).page(other).events.count == 3)
        }
    }

    @Test("a damaged index is told of, and not guessed at")
    func damagedIndex() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            var cursor = FeedCursor.start
            _ = try read(feed(layout), &cursor)
            let index = try contents(of: layout.feedIndex)
            try write(
                Array(String(decoding: index, as: UTF8.self).replacing("42 1", with: "42 x").utf8), to: layout.feedIndex
            )
            var start = FeedCursor.start
            let error = #expect(throws: StoreError.self) { try read(feed(layout), &start) }
            #expect(error?.kind == .corrupt)
            #expect(error?.description.contains("remove it") == true)
            #expect(audit(layout).problems == [error?.description])
        }
    }

    @Test("a ledger that was put back from a backup goes on from there")
    func restoredLedger() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            let backup = try contents(of: layout.ledger(of: 42))
            for user in 2...5 { try add(store, InviteDomain.UserID(integerLiteral: user)) }
            var cursor = FeedCursor.start
            let reader = feed(layout)
            #expect(try read(reader, &cursor).count == 6)
            try layout.ledger(of: 42).remove()
            try write(backup, to: layout.ledger(of: 42))
            #expect(try read(reader, &cursor).isEmpty)
            try add(FlatFileStore(layout, clock: { noon }), 9)
            #expect(try read(reader, &cursor) == ["42-3"])
        }
    }

    @Test("a long history comes in entries that are short enough to be read for their last event")
    func longHistory() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            let id = InviteID(teamID: 42, random: 1)
            let shown = Array(repeating: Change.inviteLinkShown(id), count: 2500)
            _ = try store.update(42) { _, _ in
                Decision(by: .user(1), [.inviteCreated(.sample(1))] + shown, result: ())
            }
            var cursor = FeedCursor.start
            #expect(try read(feed(layout), &cursor) == (1...2503).map { "42-\($0)" })
            let lines = try contents(of: layout.feedIndex).split(separator: UInt8(ascii: "\n"))
            #expect(lines.count == 4)
        }
    }

    @Test("somebody who holds the index up is busy, and nobody waits for the lock of a team")
    func locks() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            var cursor = FeedCursor.start
            _ = try store.update(42) { _, _ in
                let ids = try read(feed(layout), &cursor)
                #expect(ids == ["42-1", "42-2"])
                return Decision(by: .operator, [], result: ())
            }
            try add(store, 2)
            let lock = try LockFile.acquire(layout.feedLock, creating: true, patience: .zero)
            let error = #expect(throws: StoreError.self) { try read(feed(layout), &cursor) }
            #expect(error?.kind == .busy)
            lock?.release()
            #expect(try read(feed(layout), &cursor) == ["42-3"])
        }
    }
}
