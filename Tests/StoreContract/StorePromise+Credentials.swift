import InviteDomain
import InviteTestSupport
import Storage
import Testing

/// API keys and access tokens.
extension StorePromise {
    static let credentials = [findsCredential, showsRevocation, keepsEnd, listsCredentials, addsOnce]

    private static let key = Credential(
        kind: .apiKey, digest: SecretDigest(of: "key"), userID: 1, createdAt: noon.adding(seconds: 1),
        expiresAt: noon.adding(days: 1), isInstanceAdmin: true, note: "é \"\\\n")
    private static let token = Credential(
        kind: .accessToken(scopes: [.teamMembershipWrite, .profileRead]), digest: SecretDigest(of: "token"), userID: 2,
        createdAt: noon, canVouch: true)

    static let findsCredential = StorePromise("a credential is found by its digest, with all that is in it") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try other.credentials.credential(key.digest) == nil)
        for credential in [key, token] { try one.credentials.save(credential) }
        for handle in [one, other] {
            #expect(try handle.credentials.credential(key.digest) == key)
            #expect(try handle.credentials.credential(token.digest) == token)
            #expect(try handle.credentials.credential(SecretDigest(of: "other")) == nil)
        }
    }

    static let showsRevocation = StorePromise("a revocation is seen at once, also by who knew the key") { state in
        let (one, other) = try (state.open(), state.open())
        try one.credentials.save(key)
        for _ in 1...2 { #expect(try other.credentials.credential(key.digest) == key) }
        var revoked = key
        revoked.revokedAt = noon
        try one.credentials.save(revoked)
        for handle in try [one, other, state.open()] {
            let found = try #require(try handle.credentials.credential(key.digest))
            #expect(found == revoked)
            #expect(throws: Refusal.unauthenticated(.revoked)) { try found.caller(at: noon) }
        }
    }

    static let keepsEnd = StorePromise("a credential opens nothing from its end on") { state in
        try state.open().credentials.save(key)
        let found = try #require(try state.open().credentials.credential(key.digest))
        let end = try #require(key.expiresAt)
        #expect(try found.caller(at: end.adding(seconds: -1)).userID == 1)
        #expect(throws: Refusal.unauthenticated(.expired)) { try found.caller(at: end) }
    }

    static let listsCredentials = StorePromise("credentials are listed, oldest first, the revoked ones too") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try one.credentials.all().isEmpty)
        var revoked = Credential(
            kind: .apiKey, digest: SecretDigest(of: "old"), userID: 3, createdAt: noon.adding(seconds: -1))
        revoked.revokedAt = noon
        for credential in [key, token, revoked] { try one.credentials.save(credential) }
        for handle in [one, other] { #expect(try handle.credentials.all() == [revoked, token, key]) }
    }

    static let addsOnce = StorePromise("adding a credential that is there changes nothing, revoked or not") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try one.credentials.add(key))
        #expect(try !other.credentials.add(key))
        var revoked = key
        revoked.revokedAt = noon
        try one.credentials.save(revoked)
        #expect(try !other.credentials.add(key))
        for handle in [one, other] { #expect(try handle.credentials.credential(key.digest) == revoked) }
    }
}
