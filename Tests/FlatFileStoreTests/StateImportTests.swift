import InviteDomain
import InviteTestSupport
import PrivateFiles
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore

@Suite struct StateImportTests {
    private let terms = InviteTerms.imported("t", expiresAt: noon.adding(days: 3))
    private var digest: SecretDigest { SecretDigest(of: "t") }

    private var team: (profile: TeamProfile, arrivals: Arrivals) {
        (.sample(), Arrivals(members: [.sample(1, .owner), .sample(2, .member)], invites: [terms]))
    }

    private func importAll(_ store: FlatFileStore) throws {
        let session = try StateImport.begin(store, clock: { noon })
        try session.openTokens([(digest, terms.id)])
        try session.create([team])
        #expect(try session.add([Credential(kind: .apiKey, digest: digest, userID: 1, createdAt: noon)]) == 1)
        try session.finish()
    }

    @Test("a team comes whole, with its token and its keys, closed to everybody else")
    func whole() throws {
        try withFileStore { store, layout in
            #expect(try ImportedTokenFiles(layout).inviteID(of: digest) == nil)
            try importAll(store)
            #expect(try store.read(42) { $0.members.map(\.userID) } == [1, 2])
            #expect(try store.read(42) { $0.invites[terms.id]?.tokenDigest } == digest)
            #expect(try ImportedTokenFiles(layout).inviteID(of: digest) == terms.id)
            #expect(try CredentialFiles(layout).credential(digest)?.userID == 1)
            #expect(try Stat(layout.imported).permissions == .ownerReadWriteExecute)
            for file in [layout.importedToken(digest), layout.lock(of: 42)] {
                #expect(try Stat(file).permissions == .ownerReadWrite)
            }
            #expect(try Stat(layout.ledger(of: 42)).permissions == LedgerName.permissions)
            #expect(audit(layout).problems.isEmpty)
            #expect(try layout.teams.directoryEntries().count == 2)
        }
    }

    @Test("a team that is there is never written over")
    func exists() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(9, .owner)])
            let before = try contents(of: layout.ledger(of: 42))
            let session = try StateImport.begin(store, clock: { noon })
            #expect(throws: StoreError.self) { try session.create([team]) }
            #expect(try contents(of: layout.ledger(of: 42)) == before)
            #expect(try layout.teams.directoryEntries().count == 2)
            let taken = try session.takeIn(team.arrivals, into: 42)
            #expect(taken.members.count == 2)
            #expect(try session.takeIn(team.arrivals, into: 42).changes.isEmpty)
        }
    }

    @Test("a key that is there by now stays as it is, revoked or not")
    func knownKey() throws {
        try withFileStore { store, layout in
            let files = CredentialFiles(layout, isRemembering: false)
            let key = Credential(kind: .apiKey, digest: digest, userID: 1, createdAt: noon)
            var revoked = key
            revoked.revokedAt = noon
            let session = try StateImport.begin(store, clock: { noon })
            #expect(try files.add(key))
            try files.save(revoked)
            #expect(try !files.add(key))
            let new = Credential(kind: .apiKey, digest: SecretDigest(of: "u"), userID: 2, createdAt: noon)
            #expect(try session.add([key, new]) == 1)
            #expect(try files.credential(key.digest) == revoked)
            #expect(try files.credential(new.digest) == new)
            #expect(try layout.credentials.directoryEntries().count == 2)
        }
    }

    @Test("one import runs at a time, and the next clears away what one that died has left")
    func sweep() throws {
        try withFileStore { store, layout in
            let trash = [layout.teams, layout.credentials].map { $0.appending(".new.batch.1") }
            for path in trash { try write([1], to: path) }
            let others = layout.teams.appending(".new.4711.1")
            try write([1], to: others)
            let session = try StateImport.begin(store, clock: { noon })
            let other = try FileDescriptor.open(layout.format, .readWrite)
            #expect(try other.closeAfter { !tryLock(other) })
            for path in trash { #expect((try? Stat(path)) == nil) }
            _ = try Stat(others)
            try session.finish()
        }
    }

    @Test("a token that leads elsewhere, or nowhere, is a problem of the state")
    func check() throws {
        try withFileStore { store, layout in
            try importAll(store)
            let file = layout.importedToken(digest)
            try write(ImportedTokenFiles.encode(InviteID(teamID: 42, random: 1)), to: file)
            #expect(audit(layout).problems.count == 1)
            try file.remove()
            #expect(audit(layout).problems.first?.contains(digest.text) == true)
            try write(Array("{}".utf8), to: file)
            #expect(throws: StoreError.self) { try ImportedTokenFiles(layout).inviteID(of: digest) }
        }
    }
}
