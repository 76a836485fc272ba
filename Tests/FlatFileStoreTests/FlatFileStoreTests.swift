import InviteDomain
import InviteTestSupport
import Storage
import SystemPackage
import Testing

@testable import FlatFileStore
@testable import PrivateFiles

@Suite struct FlatFileStoreTests {
    @Test("files and folders are closed to everybody else, whatever the umask")
    func modes() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            let digest = SecretDigest(of: "x")
            try CredentialFiles(layout).save(Credential(kind: .apiKey, digest: digest, userID: 1, createdAt: noon))
            for directory in [layout.root, layout.teams, layout.credentials, layout.archive] {
                #expect(try Stat(directory).permissions == .ownerReadWriteExecute)
            }
            let files = [
                layout.format, layout.tokenKey, layout.ledger(of: 42), layout.lock(of: 42), layout.credential(digest),
            ]
            for file in files { #expect(try Stat(file).permissions == .ownerReadWrite) }
            #expect(audit(layout).problems.isEmpty)
        }
    }

    @Test("two stores on one folder see each other's events, and neither loses any")
    func twoStores() throws {
        try withFileStore { first, layout in
            let second = FlatFileStore(layout, clock: { noon })
            try first.populate(.sample(), [(1, .owner)])
            for user in 2...40 {
                let store = user % 2 == 0 ? first : second
                let id = UserID(integerLiteral: user)
                _ = try store.update(42) { team, _ in try team.addMember(.sample(id, .member), by: .operator, at: noon)
                }
            }
            #expect(try first.read(42) { $0.members.count } == 40)
            #expect(try second.read(42) { $0.members.map(\.id.number) } == Array(2...41))
        }
    }

    @Test("a team is folded right however little the cache may hold", arguments: [0, 30, 10_000])
    func smallCache(capacity: Int) throws {
        try withFileStore(capacity: capacity) { store, _ in
            let ids = (1...8).map { TeamID(integerLiteral: $0) }
            for id in ids { try store.populate(.sample(id), [(1, .owner)]) }
            for round in 2...6 {
                for id in ids {
                    let user = UserID(integerLiteral: round)
                    _ = try store.update(id) { team, _ in
                        try team.addMember(.sample(user, .member), by: .operator, at: noon)
                    }
                    #expect(try store.read(id) { $0.members.count } == round)
                }
            }
        }
    }

    @Test("the cache drops what was not used for longest, and never more than it must")
    func eviction() throws {
        var cache = TeamCache(capacity: 40)
        func folded(_ id: TeamID) throws -> FoldedTeam {
            FoldedTeam(
                team: try .sample(.sample(id), []), identity: FileIdentity(inode: 1, birth: 1), first: 1, offset: 1)
        }
        for id in [1, 2, 3, 4] as [TeamID] { cache.put(try folded(id)) }
        let used = cache.take(1)
        cache.put(try #require(used))
        cache.put(try folded(5))
        let kept = ([1, 2, 3, 5] as [TeamID]).filter { cache.take($0) != nil }
        #expect(kept == [1, 5])
    }

    @Test("a lock file that went missing is made anew; a team that never was gets none")
    func lockFiles() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            try layout.lock(of: 42).remove()
            _ = try store.update(42) { team, _ in try team.addMember(.sample(2, .member), by: .operator, at: noon) }
            #expect(try Stat(layout.lock(of: 42)).type == .regular)
            _ = try store.update(43) { team, _ in try team.addMember(.sample(2, .member), by: .operator, at: noon) }
            #expect(throws: Errno.noSuchFileOrDirectory) { try Stat(layout.lock(of: 43)) }
        }
    }

    @Test("a ledger longer than what is read at once is folded whole")
    func longLedger() throws {
        try withFileStore { store, layout in
            try store.populate(.sample(), [(1, .owner)])
            var options = InviteOptions()
            options.metadata = Dictionary(
                uniqueKeysWithValues: (0..<50).map { ("k\($0)", String(repeating: "é", count: 500)) })
            for round in 0..<6 {
                _ = try store.update(42) { team, now in
                    try team.createInvite(
                        options, as: .owner, by: .user(1), random: UInt64(round), at: now, policy: InvitePolicy()
                    )
                }
            }
            #expect(try Stat(layout.ledger(of: 42)).size > 300_000)
            #expect(try FlatFileStore(layout).read(42) { $0.invites.count } == 6)
        }
    }
}
