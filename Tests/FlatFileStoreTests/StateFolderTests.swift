import InviteDomain
import InviteTestSupport
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore
@testable import PrivateFiles

@Suite struct StateFolderTests {
    private let key = [UInt8](repeating: 0xAB, count: 32)

    private func withState(_ body: (StateLayout) throws -> Void) throws {
        try withTemporaryDirectory { try body(try StateFolder.create(at: $0.appending("state"), randomKey: key)) }
    }

    private func expectRefused(_ layout: StateLayout, _ kind: StoreError.Kind, _ part: String) {
        let error = #expect(throws: StoreError.self) { try StateFolder.open(layout.root) }
        #expect(error?.kind == kind)
        #expect(error?.description.contains(part) == true, "\(String(describing: error))")
    }

    @Test("a new state opens, holds its key, and is not made a second time")
    func create() throws {
        try withState { layout in
            _ = try StateFolder.open(layout.root)
            let key = try TokenKeyFile(layout.tokenKey).keys().current
            let expected = try #require(TokenKey(hex: String(repeating: "ab", count: 32)))
            let id = InviteID(teamID: 1, random: 1)
            #expect(InviteToken(for: id, key: key) == InviteToken(for: id, key: expected))
            #expect(throws: StoreError.self) { try StateFolder.create(at: layout.root, randomKey: self.key) }
        }
    }

    @Test("a making that was interrupted is completed, and keeps the key that is there")
    func interrupted() throws {
        try withState { layout in
            try layout.format.remove()
            expectRefused(layout, .unavailable, "invitectl")
            _ = try StateFolder.create(at: layout.root, randomKey: [UInt8](repeating: 1, count: 32))
            #expect(try contents(of: layout.tokenKey).first == UInt8(ascii: "a"))
        }
    }

    @Test("a folder with other things in it is left alone")
    func foreign() throws {
        try withTemporaryDirectory { directory in
            try write([], to: directory.appending("diary.txt"))
            #expect(throws: StoreError.self) { try StateFolder.create(at: directory, randomKey: key) }
            #expect(throws: Errno.noSuchFileOrDirectory) { try Stat(directory.appending("format.json")) }
        }
    }

    @Test("what is missing, open to others, of another version or damaged is refused with what to do")
    func refusals() throws {
        try withState { layout in
            expectRefused(StateLayout(layout.root.appending("x")), .unavailable, "there is no folder")
            expectRefused(StateLayout("state"), .unavailable, "not an absolute path")
            try setMode(layout.root, 0o777)
            expectRefused(layout, .unavailable, "chmod -R go-rwx")
            try setMode(layout.root, 0o700)
            try setMode(layout.teams, 0o750)
            expectRefused(layout, .unavailable, "chmod -R go-rwx")
            try setMode(layout.teams, 0o700)
            try write(Array(#"{"format":"invite-fcgi","version":2}"#.utf8), to: layout.format)
            expectRefused(layout, .corrupt, "version 2")
            for damage in [
                "", "{}", "x", #"{"format":"other","version":1}"#, #"{"format":"invite-fcgi","version":"1"}"#,
            ] {
                try write(Array(damage.utf8), to: layout.format)
                expectRefused(layout, .corrupt, "damaged")
            }
            try layout.format.remove()
            expectRefused(layout, .unavailable, "no state folder")
        }
    }

    @Test("a key that is missing or damaged is not replaced by another")
    func badKeys() throws {
        try withState { layout in
            for damage in ["", "ab", String(repeating: "AB", count: 32), String(repeating: "ab", count: 33)] {
                try write(Array(damage.utf8), to: layout.tokenKey)
                #expect(throws: StoreError.self) { try TokenKeyFile(layout.tokenKey).keys() }
                #expect(audit(layout).problems.count == 1)
            }
            try layout.tokenKey.remove()
            #expect(throws: StoreError.self) { try TokenKeyFile(layout.tokenKey).keys() }
        }
    }

    @Test("credentials are kept without their secrets, and come back as they were")
    func credentials() throws {
        try withState { layout in
            let files = CredentialFiles(layout)
            let key = Credential(
                kind: .apiKey, digest: SecretDigest(of: "a"), userID: 1, createdAt: noon, isInstanceAdmin: true,
                note: "n"
            )
            let token = Credential(
                kind: .accessToken, digest: SecretDigest(of: "b"), userID: 2,
                createdAt: noon.adding(days: 1), expiresAt: noon.adding(days: 2), revokedAt: noon.adding(days: 1),
                reach: Reach(scopes: [.teamMembershipWrite])
            )
            try files.save(token)
            try files.save(key)
            #expect(try files.all() == [key, token])
            #expect(try files.credential(SecretDigest(of: "c")) == nil)
            for damage in ["", "{}", "[", #"{"kind":"x","userId":1,"createdAt":"2027-01-15T08:00:00Z"}"#] {
                try write(Array(damage.utf8), to: layout.credential(key.digest))
                let error = #expect(throws: StoreError.self) { try files.credential(key.digest) }
                #expect(error?.kind == .corrupt)
            }
            #expect(audit(layout).problems.count == 1)
        }
    }

    @Test("what a writer that died has left goes with a later write, and what one writes just now stays")
    func litter() throws {
        try withState { layout in
            let (old, new) = (
                layout.credentials.appending(".new.file.1.2"), layout.credentials.appending(".new.file.3.4")
            )
            for file in [old, new] { try write([1], to: file) }
            try setTime(old, hoursAgo: 2)
            let key = Credential(kind: .apiKey, digest: SecretDigest(of: "a"), userID: 1, createdAt: noon)
            try CredentialFiles(layout).save(key)
            let names = try layout.credentials.directoryEntries()
            #expect(names.sorted() == [".new.file.3.4", "\(key.digest.text).json"])
        }
    }

    @Test(
        "a credential that lacks its end is damaged, not endless", arguments: ["expiresAt", "revokedAt", "createdAt"])
    func lostEnd(name: String) throws {
        try withState { layout in
            let files = CredentialFiles(layout)
            let key = Credential(
                kind: .apiKey, digest: SecretDigest(of: "a"), userID: 1, createdAt: noon, expiresAt: noon,
                revokedAt: noon)
            let text = String(decoding: CredentialFiles.encode(key), as: UTF8.self)
            let damaged = text.replacing("\"\(name)\"", with: "\"x\"")
            try write(Array(damaged.utf8), to: layout.credential(key.digest))
            let error = #expect(throws: StoreError.self) { try files.credential(key.digest) }
            #expect(error?.kind == .corrupt)
        }
    }

    @Test("a folder that has gone is not one in which there is nobody")
    func goneFolder() throws {
        try withState { layout in
            let store = FlatFileStore(layout, clock: { noon })
            try store.populate(.sample(), [(1, .owner)])
            for folder in [layout.teams, layout.credentials] {
                try folder.rename(to: layout.root.appending("away"))
                #expect(throws: StoreError.self) { try StateFolder.probe(layout) }
                let error = #expect(throws: StoreError.self) {
                    _ = try CredentialFiles(layout).credential(SecretDigest(of: "a"))
                    try store.read(42) { _ in }
                }
                #expect(error?.kind == .unavailable)
                #expect(error?.description.contains("there is no folder '\(folder)'; put it back") == true)
                if folder == layout.teams {
                    let digest = SecretDigest(of: "t")
                    #expect(throws: StoreError.self) { try ImportedTokenFiles(layout).inviteID(of: digest) }
                }
                try layout.root.appending("away").rename(to: folder)
            }
            #expect(try store.read(42) { $0.members.count } == 1)
        }
    }
}
