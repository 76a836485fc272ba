import InviteDomain
import InviteTestSupport
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

@Suite struct TokenKeyFileTests {
    private let a = String(repeating: "a", count: 64)
    private let b = String(repeating: "b", count: 64)

    @Test("a rotation is seen without a restart, ends the old key a moment later, and keeps the older ones' ends")
    func rotate() throws {
        try withFileStore { _, layout in
            let file = TokenKeyFile(layout.tokenKey)
            let first = try file.keys().current.fingerprint
            let rotation = try TokenKeyFileRotation.begin(layout.tokenKey, in: layout)
            _ = try rotation.rotate(random: [UInt8](repeating: 1, count: 32), clock: { noon })
            let second = try file.keys()
            #expect(second.current.fingerprint != first)
            #expect(second.old.map(\.key.fingerprint) == [first])
            #expect(second.old[0].until == Timestamp(milliseconds: noon.milliseconds + 1))
            let later = noon.adding(days: 1)
            let (keys, isCompletion) = try rotation.rotate(
                random: [UInt8](repeating: 2, count: 32), clock: { later })
            #expect(!isCompletion)
            #expect(keys.old.map(\.key.fingerprint) == [second.current.fingerprint, first])
            #expect(try file.keys().old.map(\.until) == keys.old.map(\.until))
            #expect(keys.old[1].until == second.old[0].until)
            #expect(try Stat(layout.tokenKey).permissions == .ownerReadWrite)
            try rotation.drop([first])
            #expect(try file.keys().old.map(\.key.fingerprint) == [second.current.fingerprint])
            #expect(audit(layout).problems.isEmpty && audit(layout).notes.isEmpty)
        }
    }

    @Test("a rotation that died half-way is noted, and completed in the place of another; its keys do not lie about")
    func completed() throws {
        try withFileStore { _, layout in
            try write(Array("\(b)\n\(a)\n".utf8), to: layout.tokenKey)
            let leftover = layout.root.appending(".new.token-key.1.2")
            try write(Array(b.utf8), to: leftover)
            #expect(audit(layout).notes.contains { $0.contains("token-key rotate") })
            let rotation = try TokenKeyFileRotation.begin(layout.tokenKey, in: layout)
            let (keys, isCompletion) = try rotation.rotate(
                random: [UInt8](repeating: 1, count: 32), clock: { noon })
            #expect(isCompletion)
            #expect(keys.current.fingerprint == TokenKey(hex: b)?.fingerprint)
            #expect(keys.old.map(\.until) == [Timestamp(milliseconds: noon.milliseconds + 1)])
            #expect(audit(layout).notes.isEmpty)
            #expect((try? Stat(leftover)) == nil)
        }
    }

    @Test("whatever is no list of keys is refused, never guessed at")
    func damaged() throws {
        let end = "until 2026-11-23T02:40:00.123Z"
        let bad = [
            "", "\n", "x", "\(a) \(end)", "\(a)\n\(a)", "\(a)\n\(b) \(end)\n\(b) \(end)", "\(a)\n\(b) until",
            "\(a)\n\(b) until soon", "\(a)\n\(b)  \(end)", "\(a)\n\(b) \(end) x",
            "\(a)\n\(b) since 2026-11-23T02:40:00Z",
            "\(a)\n\(b) \(end)\n\(String(repeating: "c", count: 64))",
        ]
        for text in bad { #expect(TokenKeyLines(text) == nil, "\(text)") }
        let good = "\(a)\n\(b) \(end)\n"
        #expect(try String(decoding: #require(TokenKeyLines(good)).bytes, as: UTF8.self) == good)
    }
}
