import InviteDomain
import InviteTestSupport
import Storage
import Testing

/// API keys and access tokens.
extension StorePromise {
    static let credentials = [
        findsCredential, showsRevocation, revokesOnce, keepsEnd, listsCredentials, findsByID, addsOnce,
    ]

    private static let key = Credential(
        kind: .apiKey, digest: SecretDigest(of: "key"), userID: 1, createdAt: noon.adding(seconds: 1),
        expiresAt: noon.adding(days: 1), isInstanceAdmin: true, note: "é \"\\\n")
    private static let token = Credential(
        kind: .accessToken, digest: SecretDigest(of: "token"), userID: 2, createdAt: noon, canVouch: true,
        reach: Reach(scopes: [.teamMembershipWrite, .profileRead]))

    /// Keys that are narrowed in every way, and one that a request has made which may be sent again.
    private static let narrowed = [
        narrowed(.accessToken, Reach(scopes: [.profileRead], teams: [9])), narrowed(.apiKey, Reach(teams: [43, 42])),
        narrowed(.apiKey, Reach(scopes: [.profileRead])), narrowed(.apiKey, Reach(scopes: [], teams: [])),
        narrowed(.apiKey, .all, requestBody: Fingerprint(of: [1])),
    ]

    private static func narrowed(
        _ kind: Credential.Kind, _ reach: Reach, requestBody: Fingerprint? = nil
    ) -> Credential {
        Credential(
            kind: kind, digest: SecretDigest(of: "\(kind) \(reach)"), userID: 3, createdAt: noon, reach: reach,
            requestBody: requestBody)
    }

    static let findsCredential = StorePromise("a credential is found by its digest, with all that is in it") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try other.credentials.credential(key.digest) == nil)
        for credential in [key, token] { try one.credentials.addNew(credential) }
        for credential in narrowed { #expect(try one.credentials.add(credential)) }
        for handle in [one, other] {
            for credential in [key, token] + narrowed {
                #expect(try handle.credentials.credential(credential.digest) == credential)
            }
            #expect(try handle.credentials.credential(SecretDigest(of: "other")) == nil)
        }
    }

    static let showsRevocation = StorePromise("a revocation is seen at once, also by who knew the key") { state in
        let (one, other) = try (state.open(), state.open())
        _ = try one.credentials.add(key)
        for _ in 1...2 { #expect(try other.credentials.credential(key.digest) == key) }
        var revoked = key
        revoked.revokedAt = noon
        #expect(try one.credentials.revoke(key.digest, at: noon) == revoked)
        for handle in try [one, other, state.open()] {
            let found = try #require(try handle.credentials.credential(key.digest))
            #expect(found == revoked)
            #expect(throws: Refusal.unauthenticated(.revoked)) { try found.caller(at: noon) }
        }
    }

    static let revokesOnce = StorePromise("a credential that is revoked again keeps its moment") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try one.credentials.revoke(key.digest, at: noon) == nil)
        _ = try one.credentials.add(key)
        let first = try other.credentials.revoke(key.digest, at: noon)
        #expect(first?.revokedAt == noon)
        for handle in [one, other] {
            #expect(try handle.credentials.revoke(key.digest, at: noon.adding(days: 1)) == first)
            #expect(try handle.credentials.credential(key.digest) == first)
        }
    }

    static let keepsEnd = StorePromise("a credential opens nothing from its end on") { state in
        _ = try state.open().credentials.add(key)
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
        for credential in [key, token, revoked] { _ = try one.credentials.add(credential) }
        for handle in [one, other] { #expect(try handle.credentials.all() == [revoked, token, key]) }
    }

    static let findsByID = StorePromise("credentials are found by their whole id, and by no part of it") { state in
        let (one, other) = try (state.open(), state.open())
        for credential in [key, token] { _ = try one.credentials.add(credential) }
        for handle in [one, other] {
            for credential in [key, token] {
                #expect(try handle.credentials.credentials(withID: credential.id) == [credential])
                #expect(try handle.credentials.credentials(withID: String(credential.id.dropLast())).isEmpty)
            }
            for id in ["", "/", "..", key.digest.text] {
                #expect(try handle.credentials.credentials(withID: id).isEmpty)
            }
        }
    }

    static let addsOnce = StorePromise("adding a credential that is there changes nothing, revoked or not") { state in
        let (one, other) = try (state.open(), state.open())
        #expect(try one.credentials.add(key))
        #expect(try !other.credentials.add(key))
        let revoked = try one.credentials.revoke(key.digest, at: noon)
        #expect(try !other.credentials.add(key))
        for handle in [one, other] { #expect(try handle.credentials.credential(key.digest) == revoked) }
    }
}
