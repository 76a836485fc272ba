import InviteDomain
import InviteTestSupport
import PrivateFiles
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

/// Reading a ledger event by event while it grows.
@Suite struct LedgerTailTests {
    /// A team of nine events, its ledger's lines with their newlines, and a reader at the beginning.
    private func withTail(_ body: (FlatFileStore, StateLayout, [[UInt8]], inout LedgerTail) throws -> Void) throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), (1...8).map { (UserID(integerLiteral: $0), .owner) })
            let lines = try contents(of: layout.ledger(of: 42)).split(separator: 0x0A).map { Array($0) + [0x0A] }
            var tail = LedgerTail(42, in: layout)
            try body(store, layout, lines, &tail)
        }
    }

    private func next(_ tail: inout LedgerTail) throws -> [Int] {
        var numbers: [Int] = []
        try tail.next { numbers.append($0.event.sequence) }
        return numbers
    }

    @Test("each event comes once, with its line, and what was added since comes next")
    func once() throws {
        try withTail { store, layout, lines, tail in
            var entries: [RecordedEvent] = []
            try tail.next { entries.append($0) }
            #expect(entries.map(\.event.sequence) == Array(1...9))
            #expect(entries.map { Array("\($0.line)\n".utf8) } == lines)
            #expect(try next(&tail).isEmpty)
            _ = try store.update(42) { team, _ in try team.removeMember(.user(8), by: .operator) }
            #expect(try next(&tail) == [10])
        }
    }

    @Test("a ledger that grows by pieces gives each event when its line is whole", arguments: [1, 7, 97, 200, 500])
    func pieces(size: Int) throws {
        try withTail { _, layout, lines, tail in
            let whole = Array(lines.joined())
            try write(lines[0], to: layout.ledger(of: 42))
            var seen = try next(&tail)
            let file = try FileDescriptor.open(layout.ledger(of: 42), .writeOnly, options: .append)
            defer { try? file.close() }
            for start in stride(from: lines[0].count, to: whole.count, by: size) {
                let end = min(start + size, whole.count)
                try file.writeAll(whole[start..<end])
                seen += try next(&tail)
                #expect(seen == Array(1...whole[..<end].count { $0 == 0x0A }))
            }
            #expect(seen == Array(1...9))
        }
    }

    @Test("of the events that there are, as many as wanted come first", arguments: [0, 1, 2, 8, 9, 10, 1000])
    func last(count: Int) throws {
        try withTail { _, _, _, tail in
            try tail.skip(toLast: count)
            #expect(try next(&tail) == Array((1...9).suffix(count)))
        }
    }

    @Test("a ledger that is not there yet, and one that went away, have no events")
    func missing() throws {
        try withTail { store, layout, _, tail in
            #expect(try next(&tail) == Array(1...9))
            try layout.ledger(of: 42).remove()
            #expect(try next(&tail).isEmpty)
            var other = LedgerTail(43, in: layout)
            try other.skip(toLast: 10)
            #expect(try next(&other).isEmpty)
            try store.populate(.sample(43), [(1, .owner)])
            #expect(try next(&other) == [1, 2])
        }
    }

    @Test("events longer than what is read at once come whole")
    func longLines() throws {
        try withTail { store, layout, _, tail in
            var options = InviteOptions()
            options.metadata = Dictionary(
                uniqueKeysWithValues: (0..<50).map { ("k\($0)", String(repeating: "é", count: 500)) })
            for round in 0..<4 {
                _ = try store.update(42) { team, now in
                    try team.createInvite(
                        options, as: .owner, by: .user(1), random: UInt64(round), at: now, policy: InvitePolicy())
                }
            }
            var bytes: [UInt8] = []
            try tail.next { bytes += Array("\($0.line)\n".utf8) }
            #expect(try bytes == contents(of: layout.ledger(of: 42)))
        }
    }

    @Test("damage is told with the number of the event, also after others were passed over")
    func damage() throws {
        try withTail { _, layout, lines, _ in
            try write(Array(lines.joined()) + Array("{}\n".utf8), to: layout.ledger(of: 42))
            for count in [1, 3, 100] {
                var tail = LedgerTail(42, in: layout)
                try tail.skip(toLast: count)
                let error = #expect(throws: StoreError.self) { try next(&tail) }
                #expect(error?.kind == .corrupt)
                #expect(error?.description.contains("is damaged at line 10: ") == true)
            }
        }
    }
}
