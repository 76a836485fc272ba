import InviteDomain
import InviteTestSupport
import PrivateFiles
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

/// The files that remember which team a request makes.
@Suite struct TeamRequestFilesTests {
    private let clock = TestClock()

    private func withFiles(_ body: (StateLayout, () -> TeamRequestFiles) throws -> Void) throws {
        try withTemporaryDirectory { directory in
            let layout = try StateFolder.create(
                at: directory.appending("state"), randomKey: [UInt8](repeating: 7, count: 32))
            try body(layout) { TeamRequestFiles(layout, clock: clock.tell, patience: .zero) }
        }
    }

    private func key(_ text: String) -> IdempotencyKey { IdempotencyKey(text, body: [1], of: 17) }

    private func names(_ layout: StateLayout) throws -> [String] {
        try layout.requests.directoryEntries().filter { $0.hasSuffix(".json") }
    }

    @Test("what is older than 24 hours is removed after something else was noted, and the rest stays")
    func sweep() throws {
        try withFiles { layout, open in
            let old = open()
            #expect(try old.reserve(1, for: key("old"), insteadOf: nil) == 1)
            clock.now = noon.adding(days: 1)
            let files = open()
            #expect(try files.reserve(2, for: key("new"), insteadOf: nil) == 2)
            #expect(try names(layout).count == 2)
            try files.sweep()
            #expect(try names(layout) == ["\(key("new").fingerprint).json"])
            #expect(try files.reserve(9, for: key("new"), insteadOf: nil) == 2)
        }
    }

    @Test("a state that was made before has no such folder, and needs none until a request comes")
    func absent() throws {
        try withFiles { layout, open in
            #expect(StateFolder.findings(layout).problems.isEmpty)
            try open().sweep()
            #expect(throws: Errno.self) { try layout.requests.directoryEntries() }
            #expect(try open().reserve(1, for: key("k"), insteadOf: nil) == 1)
            #expect(StateFolder.findings(layout).problems.isEmpty)
        }
    }

    @Test("a file that is damaged, or does not belong there, is told of and never taken for one that is not there")
    func damage() throws {
        try withFiles { layout, open in
            _ = try open().reserve(1, for: key("k"), insteadOf: nil)
            try write(Array("{}\n".utf8), to: layout.request(key("k").fingerprint))
            try write(Array("x".utf8), to: layout.requests.appending("other.txt"))
            let error = #expect(throws: StoreError.self) { try open().reserve(2, for: key("k"), insteadOf: nil) }
            #expect(error?.kind == .corrupt)
            #expect(StateFolder.findings(layout).problems.count == 2)
        }
    }
}
