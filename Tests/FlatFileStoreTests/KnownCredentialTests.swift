import InviteDomain
import InviteTestSupport
import SystemPackage
import Testing

@testable import FlatFileStore
@testable import PrivateFiles

/// What a process has read of a credential must not outlive the file that said it.
@Suite struct KnownCredentialTests {
    private static let key = Credential(kind: .apiKey, digest: SecretDigest(of: "a"), userID: 1, createdAt: noon)

    private func withState(_ body: (StateLayout) throws -> Void) throws {
        let key = [UInt8](repeating: 1, count: 32)
        try withTemporaryDirectory { try body(try StateFolder.create(at: $0.appending("state"), randomKey: key)) }
    }

    /// A store that takes every file for settled, and knows the key.
    private func withKnownKey(_ body: (StateLayout, CredentialFiles) throws -> Void) throws {
        try withState { layout in
            let files = CredentialFiles(layout, clock: { Timestamp.now().adding(days: 1) })
            try files.save(Self.key)
            #expect(try files.credential(Self.key.digest) == Self.key)
            try body(layout, files)
        }
    }

    @Test("a revocation by another process is seen at once, and so is the life given back")
    func revoked() throws {
        try withKnownKey { layout, files in
            var revoked = Self.key
            revoked.revokedAt = noon
            for credential in [revoked, Self.key, revoked] {
                try CredentialFiles(layout).save(credential)
                for _ in 1...2 { #expect(try files.credential(Self.key.digest) == credential) }
            }
        }
    }

    @Test("a file that is gone, damaged, a link or open to others is found out at once")
    func changed() throws {
        try withKnownKey { layout, files in
            let path = layout.credential(Self.key.digest)
            let away = layout.root.appending("away")
            try path.rename(to: away)
            #expect(try files.credential(Self.key.digest) == nil)
            try symlink(path, to: away)
            #expect(throws: StoreError.self) { try files.credential(Self.key.digest) }
            try away.rename(to: path)
            #expect(try files.credential(Self.key.digest) == Self.key)
            try setMode(path, 0o640)
            #expect(throws: StoreError.self) { try files.credential(Self.key.digest) }
            try setMode(path, 0o600)
            #expect(try files.credential(Self.key.digest) == Self.key)
            try write([UInt8(ascii: "{")], to: path)
            #expect(throws: StoreError.self) { try files.credential(Self.key.digest) }
        }
    }

    @Test("what was written just now may change once more and look the same, so it is not remembered")
    func settled() throws {
        try withState { layout in
            try CredentialFiles(layout).save(Self.key)
            let now = Timestamp.now()
            let version = FileVersion(try Stat(layout.credential(Self.key.digest)))
            #expect(!version.isSettled(at: now))
            #expect(!version.isSettled(at: now.adding(days: -1)))
            #expect(version.isSettled(at: now.adding(seconds: 4)))
        }
    }
}
