import InviteDomain
import InviteTestSupport
import Testing

/// A request for an API key that is sent again.
@Suite struct KeyIssuerTests {
    private let store = MemoryCredentials()
    private let oldKey = TokenKey(hex: String(repeating: "0", count: 64))
    private let newKey = TokenKey(hex: String(repeating: "1", count: 64))
    private let terms = KeyTerms(userID: 2, note: "shop")

    private func issuer(_ key: TokenKey?, old: [TokenKey] = [], random: UInt64 = 7) throws -> KeyIssuer {
        let keys = TokenKeys(try #require(key), old: old.map { .init($0, until: noon) })
        return KeyIssuer(store, tokenKeys: { keys }, prefix: "cal_", random: { random })
    }

    private func request(_ key: String = "k", body: String = "{}", of user: UserID = 1) -> IdempotencyKey {
        IdempotencyKey(key, body: Array(body.utf8), of: user)
    }

    @Test("without a key of its own a request makes a new API key of random bytes")
    func plain() throws {
        let one = try issuer(oldKey, random: 0x0102_0304_0506_0708).issue(terms, for: nil, at: noon)
        #expect(one.secret.bearer == "cal_01020304050607080102030405060708")
        #expect(store.all() == [one.key])
        #expect(one.key.digest == one.secret.digest)
        #expect(one.key.note == "shop")
        #expect(one.key.requestBody == nil)
    }

    @Test("within 24 hours the same request gets the same secret, afterwards another, again and again")
    func again() throws {
        let issuer = try issuer(oldKey)
        let first = try issuer.issue(terms, for: request(), at: noon)
        let last = Timestamp(milliseconds: noon.adding(days: 1).milliseconds - 1)
        for now in [noon, last, noon.adding(days: -1)] {
            let again = try issuer.issue(terms, for: request(), at: now)
            #expect(again.secret.bearer == first.secret.bearer)
            #expect(again.key == first.key)
        }
        var bearers = [first.secret.bearer]
        for day in 1...3 {
            bearers.append(try issuer.issue(terms, for: request(), at: noon.adding(days: day)).secret.bearer)
        }
        #expect(Set(bearers).count == 4)
        #expect(store.all().count == 4)
    }

    @Test("another body is refused, another key or user is another request")
    func others() throws {
        let issuer = try issuer(oldKey)
        let first = try issuer.issue(terms, for: request(), at: noon)
        #expect(throws: Refusal.idempotencyKeyReused) {
            try issuer.issue(terms, for: request(body: "{ }"), at: noon)
        }
        #expect(store.all() == [first.key])
        for other in [request("l"), request(of: 2)] {
            let made = try issuer.issue(terms, for: other, at: noon)
            #expect(made.secret.bearer != first.secret.bearer)
        }
    }

    @Test("after a rotation of the token key a retry still finds its API key")
    func rotated() throws {
        let first = try issuer(oldKey).issue(terms, for: request(), at: noon)
        let old = try #require(oldKey)
        let again = try issuer(newKey, old: [old]).issue(terms, for: request(), at: noon)
        #expect(again.secret.bearer == first.secret.bearer)
        let next = try issuer(newKey, old: [old]).issue(terms, for: request(), at: noon.adding(days: 1))
        #expect(next.secret.bearer != first.secret.bearer)
        #expect(store.all().count == 2)
    }

    @Test("the same request twice at once makes one key")
    func atOnce() throws {
        let slow = SlowStore(store)
        let keys = TokenKeys(try #require(oldKey))
        let issuer = KeyIssuer(slow, tokenKeys: { keys }, prefix: "cal_", random: { 1 })
        let other = try self.issuer(oldKey)
        slow.meanwhile = { _ = try other.issue(terms, for: request(), at: noon) }
        let made = try issuer.issue(terms, for: request(), at: noon)
        #expect(store.all() == [made.key])
        #expect(try other.issue(terms, for: request(), at: noon).secret.bearer == made.secret.bearer)
    }

    @Test("a key that was revoked is not given its life back by the same request")
    func revoked() throws {
        let issuer = try issuer(oldKey)
        let first = try issuer.issue(terms, for: request(), at: noon)
        _ = store.revoke(first.key.digest, at: noon)
        #expect(try issuer.issue(terms, for: request(), at: noon).key.revokedAt == noon)
        #expect(store.all().map(\.revokedAt) == [noon])
    }
}

/// A store beside which something else happens once, between a look and an add.
private final class SlowStore: CredentialStore {
    private let store: MemoryCredentials
    var meanwhile: (() throws -> Void)?

    init(_ store: MemoryCredentials) { self.store = store }

    func credential(_ digest: SecretDigest) throws -> Credential? { try store.credential(digest) }
    func all() throws -> [Credential] { store.all() }
    func credentials(withID id: String) throws -> [Credential] { store.credentials(withID: id) }

    func add(_ credential: Credential) throws -> Bool {
        let once = meanwhile
        meanwhile = nil
        try once?()
        return store.add(credential)
    }

    func addNew(_ credential: Credential) throws { store.addNew(credential) }
    func revoke(_ digest: SecretDigest, at now: Timestamp) throws -> Credential? { store.revoke(digest, at: now) }
}
