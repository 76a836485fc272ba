import Glibc
import InviteDomain
import InviteTestSupport
import SystemPackage
import Testing

@testable import PrivateFiles
@testable import RequestCounting

@Suite struct RequestTableTests {
    private let limit = RateLimit(count: 3, seconds: 10)

    private func tracker(_ name: String) -> Fingerprint { Fingerprint(of: Array(name.utf8)) }

    private func withFolder(_ body: (FilePath) throws -> Void) throws {
        try withTemporaryDirectory { try body($0.appending("runtime")) }
    }

    private func open(_ folder: FilePath, state: FilePath = "/state") throws -> RequestTable {
        try #require(try RequestTable.open(in: folder, state: state) { Issue.record("\($0)") })
    }

    @Test("what one process counts all see; another state has its own")
    func shared() throws {
        try withFolder { folder in
            let tables = [try open(folder), try open(folder)]
            let remaining = (0..<4).map { tables[$0 % 2].take(tracker("a"), limit, at: noon) }
            #expect(remaining.map(\.remaining) == [2, 1, 0, 0])
            #expect(remaining.map(\.isGranted) == [true, true, true, false])
            #expect(!tables[0].look(tracker("a"), limit, at: noon).isGranted)
            #expect(tables[1].look(tracker("b"), limit, at: noon).remaining == 3)
            #expect(tables[0].take(tracker("a"), limit, at: noon.adding(seconds: 10)).remaining == 2)
            #expect(try open(folder, state: "/other").look(tracker("a"), limit, at: noon).remaining == 3)
        }
    }

    @Test("a hundred thousand who come once do not make one forgotten who comes too often")
    func crowd() throws {
        try withFolder { folder in
            let table = try open(folder)
            for _ in 1...3 { _ = table.take(tracker("often"), limit, at: noon) }
            for number in 1...100_000 { _ = table.take(tracker("\(number)"), limit, at: noon) }
            #expect(!table.look(tracker("often"), limit, at: noon).isGranted)
        }
    }

    @Test("the folder and the file are ours alone, or are not taken")
    func ownership() throws {
        try withFolder { folder in
            let table = try open(folder)
            let name = try #require(try folder.directoryEntries().first)
            let file = folder.appending(name)
            #expect(try Stat(file).permissions == .ownerReadWrite)
            #expect(try Stat(folder).permissions == .ownerReadWriteExecute)
            unsafe chmod(folder.string, 0o755)
            #expect(throws: StoreError.self) { try open(folder) }
            unsafe chmod(folder.string, 0o700)
            unsafe chmod(file.string, 0o644)
            #expect(throws: StoreError.self) { try open(folder) }
            unsafe unlink(file.string)
            unsafe symlink("/dev/null", file.string)
            #expect(throws: StoreError.self) { try open(folder) }
            withExtendedLifetime(table) {}
        }
    }

    @Test("a file of any size or content is only a table that counts anew")
    func damage() throws {
        try withFolder { folder in
            _ = try open(folder)
            let file = folder.appending(try #require(try folder.directoryEntries().first))
            for contents in [[], [UInt8](repeating: 0xFF, count: 5000), [UInt8](repeating: 0x7F, count: 3 << 20)] {
                try write(contents, to: file)
                let table = try open(folder)
                #expect(table.look(tracker("a"), limit, at: noon).isGranted)
                #expect(table.take(tracker("a"), limit, at: noon).isGranted)
                #expect(table.take(tracker("a"), limit, at: noon).remaining == 1)
            }
        }
    }

    @Test("a folder that cannot be made is a problem, which says what to do")
    func noPlace() throws {
        try withTemporaryDirectory { directory in
            try write([], to: directory.appending("file"))
            for place in ["missing/runtime", "file/runtime", "file"] {
                do {
                    _ = try open(directory.appending(place))
                    Issue.record("\(place) was taken")
                } catch let error as StoreError {
                    let isHelpful = error.description.contains("INVITE_RUNTIME_DIR") || place == "file"
                    #expect(isHelpful, "\(error)")
                }
            }
        }
    }
}
