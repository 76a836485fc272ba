import InviteDomain
import InviteTestSupport
import PrivateFiles
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

/// What is wrong in a ledger stops its team and is never repaired silently; a torn tail alone is passed over.
@Suite struct LedgerDamageTests {
    /// A team of three events, and its ledger's bytes.
    private func withLedger(_ body: (FlatFileStore, StateLayout, [UInt8]) throws -> Void) throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner), (2, .member)])
            try body(store, layout, try contents(of: layout.ledger(of: 42)))
        }
    }

    private func expectCorrupt(_ store: FlatFileStore, _ body: () throws -> Void) {
        let error = #expect(throws: StoreError.self, performing: body)
        #expect(error?.kind == .corrupt)
    }

    private func addMember(_ user: InviteDomain.UserID, in store: FlatFileStore) throws {
        _ = try store.update(42) { team, _ in try team.addMember(.sample(user, .member), by: .operator, at: noon) }
    }

    @Test("a torn tail is passed over by readers and cut by the next writer, at every length")
    func tornTail() throws {
        try withLedger { _, layout, whole in
            let start = try #require(whole.dropLast().lastIndex(of: 0x0A)) + 1
            for length in start + 1..<whole.count {
                try write(Array(whole[..<length]), to: layout.ledger(of: 42))
                var notices: [String] = []
                let store = FlatFileStore(layout, clock: { noon }, notice: { notices.append($0) })
                #expect(try store.read(42) { $0.sequence } == 2)
                #expect(try contents(of: layout.ledger(of: 42)).count == length)
                try addMember(3, in: store)
                #expect(try store.read(42) { $0.members.map(\.userID) } == [1, 3])
                #expect(notices.count == 1)
                #expect(try FlatFileStore(layout).read(42) { $0.sequence } == 3)
            }
        }
    }

    @Test("every other truncation, down to nothing, is damage or a shorter history, never an empty team")
    func truncation() throws {
        try withLedger { _, layout, whole in
            let first = try #require(whole.firstIndex(of: 0x0A)) + 1
            for length in 0..<first {
                try write(Array(whole[..<length]), to: layout.ledger(of: 42))
                let store = FlatFileStore(layout)
                expectCorrupt(store) { _ = try store.read(42) { $0.sequence } }
                expectCorrupt(store) { try addMember(3, in: store) }
                #expect(try contents(of: layout.ledger(of: 42)).count == length)
            }
        }
    }

    @Test("whichever byte is overwritten, a whole history is read or damage is reported")
    func overwrittenBytes() throws {
        try withLedger { _, layout, whole in
            var damaged = 0
            for position in whole.indices {
                var changed = whole
                changed[position] = changed[position] == 0x23 ? 0x24 : 0x23
                try write(changed, to: layout.ledger(of: 42))
                do {
                    let sequence = try FlatFileStore(layout).read(42) { $0.sequence }
                    // Inside a name, or the last newline: then the last line is a torn tail.
                    #expect(sequence == 3 || position == whole.count - 1 && sequence == 2)
                } catch let error as StoreError {
                    #expect(error.kind == .corrupt)
                    damaged += 1
                }
            }
            #expect(damaged > whole.count / 2)
        }
    }

    @Test("lines that are lost, repeated, swapped or strange are damage")
    func lines() throws {
        try withLedger { _, layout, whole in
            let lines = whole.split(separator: 0x0A).map { Array($0) + [0x0A] }
            let bad: [[[UInt8]]] = [
                [lines[0], lines[2]], [lines[1], lines[2]], [lines[0], lines[1], lines[1]],
                [lines[0], lines[2], lines[1]], [lines[0], [0x0A], lines[1]], [lines[0], Array("x\n".utf8), lines[1]],
                [lines[0], lines[0]], [lines[0], Array(repeating: 0, count: 100) + [0x0A]],
            ]
            for ledger in bad {
                try write(Array(ledger.joined()), to: layout.ledger(of: 42))
                let store = FlatFileStore(layout)
                expectCorrupt(store) { _ = try store.read(42) { $0.sequence } }
            }
        }
    }

    @Test("a message names the file and the event, and 'check' finds it")
    func message() throws {
        try withLedger { _, layout, whole in
            try write(whole + Array("{}\n".utf8), to: layout.ledger(of: 42))
            let error = #expect(throws: StoreError.self) { try FlatFileStore(layout).read(42) { $0.sequence } }
            #expect(error?.description.contains("teams/42.jsonl' is damaged at line 4") == true)
            #expect(audit(layout).problems.count == 1)
        }
    }

    @Test("a ledger that was put in the place of another is read from its beginning")
    func replacedFile() throws {
        try withLedger { store, layout, whole in
            #expect(try store.read(42) { $0.sequence } == 3)
            let lines = whole.split(separator: 0x0A).map { Array($0) + [0x0A] }
            try layout.ledger(of: 42).rename(to: layout.archive.appending("old"))
            try write(lines[0] + lines[1], to: layout.ledger(of: 42))
            #expect(try store.read(42) { $0.sequence } == 2)
        }
    }

    @Test("what is not an ordinary file of ours is refused")
    func foreignFiles() throws {
        try withLedger { store, layout, whole in
            let ledger = layout.ledger(of: 42)
            try setMode(ledger, 0o644)
            #expect(throws: StoreError.self) { try store.read(42) { $0.id } }
            try setMode(ledger, 0o600)
            #expect(try store.read(42) { $0.id } == 42)
            try ledger.rename(to: layout.archive.appending("old"))
            try symlink(ledger, to: layout.archive.appending("old"))
            #expect(throws: StoreError.self) { try store.read(42) { $0.id } }
            #expect(throws: StoreError.self) { try addMember(3, in: store) }
            try ledger.remove()
            try makePipe(ledger)
            #expect(throws: StoreError.self) { try store.read(42) { $0.id } }
            #expect(try contents(of: layout.archive.appending("old")) == whole)
        }
    }
}
