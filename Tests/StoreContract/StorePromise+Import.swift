import InviteDomain
import InviteTestSupport
import Storage
import Testing

/// What comes from elsewhere, and its tokens.
extension StorePromise {
    static let imports = [importsAlone, importsAll, importsNothingTwice, createsNoTeamTwice, opensTokensFirst]

    private static let terms = InviteTerms.imported("t", maxUses: 2)
    private static let digest = SecretDigest(of: "t")
    private static let arrivals = Arrivals(members: [.sample(1, .owner), .sample(2, .member)], invites: [terms])
    private static let key = Credential(kind: .apiKey, digest: SecretDigest(of: "k"), userID: 1, createdAt: noon)

    static let importsAlone = StorePromise("one import runs at a time, and the next one after it") { state in
        let (one, other) = try (state.open(), state.open())
        var session: (any ImportSession)? = try one.beginImport()
        let error = #expect(throws: StoreError.self) { _ = try other.beginImport() }
        #expect(error?.kind == .busy)
        try session?.finish()
        session = nil
        try other.beginImport().finish()
    }

    private static func importAll(_ handle: any OpenState) throws {
        let session = try handle.beginImport()
        try session.openTokens([(digest, terms.id)])
        try session.create([(.sample(7), Arrivals()), (.sample(), arrivals)])
        #expect(try session.add([key]) == 1)
        try session.finish()
    }

    static let importsAll = StorePromise("an import brings teams with all that is theirs, keys and tokens") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try other.importedTokens.inviteID(of: digest) == nil)
        try importAll(one)
        for handle in [one, other] {
            #expect(try handle.teams.teamIDs() == [7, 42])
            #expect(try handle.teams.read(42) { $0.members.map(\.id.number) } == [2, 3])
            #expect(try handle.teams.read(42) { $0.invites[terms.id]?.tokenDigest } == digest)
            #expect(try handle.teams.read(42) { $0.sequence } == 4)
            #expect(try handle.credentials.credential(key.digest) == key)
            #expect(try handle.importedTokens.inviteID(of: digest) == terms.id)
            #expect(try handle.importedTokens.inviteID(of: SecretDigest(of: "u")) == nil)
        }
        #expect(try other.teams.join(99, by: terms.id)?.member.id.number == 5)
        #expect(try one.follow(42)().map(\.sequence) == [1, 2, 3, 4, 5])
    }

    static let importsNothingTwice = StorePromise("what was imported before is not imported again") { state in
        let (one, other) = try (state.open(), state.open())
        try importAll(one)
        _ = try one.teams.update(42) { team, _ in try team.removeMember(.user(2), by: .operator) }
        let revoked = try one.credentials.revoke(key.digest, at: noon)
        let session = try other.beginImport()
        try session.openTokens([(digest, terms.id)])
        #expect(try session.add([key]) == 0)
        let more = Arrivals(members: [.sample(1, .member), .sample(3, .member)], invites: [terms])
        #expect(try session.takeIn(more, into: 42).members.map(\.userID) == [3])
        #expect(try session.takeIn(more, into: 42).changes.isEmpty)
        try session.finish()
        for handle in [one, other] {
            #expect(try handle.teams.read(42) { $0.members.map(\.userID) } == [1, 3])
            #expect(try handle.teams.read(42) { $0.acceptedRole(of: 1) } == .owner)
            #expect(try handle.teams.read(42) { $0.sequence } == 6)
            #expect(try handle.importedTokens.inviteID(of: digest) == terms.id)
            #expect(try handle.credentials.credential(key.digest) == revoked)
        }
    }

    static let createsNoTeamTwice = StorePromise("an import never takes the place of a team that is there") { state in
        let (one, other) = try (state.open(), state.open())
        try one.teams.populate(.sample(), [(9, .owner)])
        let session = try other.beginImport()
        let error = #expect(throws: StoreError.self) { try session.create([(.sample(), arrivals)]) }
        #expect(error?.kind == .busy)
        try session.finish()
        for handle in [one, other] { #expect(try handle.teams.read(42) { $0.members.map(\.userID) } == [9]) }
        #expect(throws: StoreError.self) { _ = try session.takeIn(arrivals, into: 43) }
    }

    static let opensTokensFirst = StorePromise("a token opens nothing until the team of its invite is there") { state in
        let (one, other) = try (state.open(), state.open())
        let session = try one.beginImport()
        try session.openTokens([(digest, terms.id)])
        #expect(try other.importedTokens.inviteID(of: digest) == terms.id)
        #expect(try other.teams.join(99, by: terms.id) == nil)
        try session.create([(.sample(), arrivals)])
        #expect(try other.teams.join(99, by: terms.id)?.isNew == true)
        try session.finish()
    }
}
