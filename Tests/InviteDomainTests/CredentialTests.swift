import InviteDomain
import InviteTestSupport
import Testing

@Suite struct CredentialTests {
    @Test("an API key is stored as Cal.com stores it: SHA-256 of what follows the prefix")
    func keyDigest() {
        // printf 00000000000000000000000000000000 | sha256sum
        let secret = NewSecret.apiKey(prefix: "cal_", random: Array(repeating: 0, count: 16))
        #expect(secret.bearer == "cal_00000000000000000000000000000000")
        #expect(secret.digest.text == "84e0c0eafaa95a34c293f278ac52e45ce537bab5e752a00e6959a13ae103b65a")
        let presented = BearerSecret(secret.bearer[...], apiKeyPrefix: "cal_")
        #expect(presented.isAPIKey)
        #expect(presented.digest == secret.digest)
    }

    @Test("only a bearer of the same kind opens a credential")
    func kinds() {
        let key = NewSecret.apiKey(prefix: "cal_", random: Array(repeating: 1, count: 16))
        let credential = Credential(kind: .apiKey, digest: key.digest, userID: 1, createdAt: noon)
        #expect(BearerSecret(key.bearer[...], apiKeyPrefix: "cal_").opens(credential))
        // The bare secret, presented as an access token, has the same digest.
        let bare = BearerSecret(key.bearer.dropFirst(4), apiKeyPrefix: "cal_")
        #expect(bare.digest == key.digest)
        #expect(!bare.opens(credential))
        let token = Credential(
            kind: .accessToken, digest: key.digest, userID: 1, createdAt: noon, reach: Reach(scopes: []))
        #expect(!BearerSecret(key.bearer[...], apiKeyPrefix: "cal_").opens(token))
    }

    @Test("a credential ends at its moment, and at once when it is revoked")
    func ends() throws {
        let digest = SecretDigest(of: "x")
        var credential = Credential(
            kind: .apiKey, digest: digest, userID: 1, createdAt: noon, expiresAt: noon.adding(days: 1))
        let last = Timestamp(milliseconds: noon.adding(days: 1).milliseconds - 1)
        #expect(try credential.caller(at: last).userID == 1)
        #expect(throws: Refusal.unauthenticated(.expired)) { try credential.caller(at: noon.adding(days: 1)) }
        credential.revokedAt = noon
        #expect(throws: Refusal.unauthenticated(.revoked)) { try credential.caller(at: noon) }
    }

    @Test("an API key has no scopes to lack, an access token has its own")
    func scopes() throws {
        let digest = SecretDigest(of: "x")
        let key = Credential(kind: .apiKey, digest: digest, userID: 1, createdAt: noon)
        #expect(try key.caller(at: noon).scopes == nil)
        let token = Credential(
            kind: .accessToken, digest: digest, userID: 1, createdAt: noon, reach: Reach(scopes: [.teamMembershipRead]))
        #expect(try token.caller(at: noon).scopes == [.teamMembershipRead])
    }
}

@Suite struct InviteLinksTests {
    private func links(callback: String) -> InviteLinks {
        InviteLinks(
            webappURL: "https://app.example.com/x", path: "/signup?token={token}&callbackUrl={callbackUrl}",
            teamPath: "/teams?token={token}", callbackURL: LocalPath(callback)
        )
    }

    @Test("teams of an organization and organizations get one path, plain teams the other")
    func paths() throws {
        let key = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        let token = InviteToken(for: InviteID(teamID: 42, random: 1), key: key)
        let links = links(callback: "/a%20b?c=d&e+f")
        let callback = "/a%2520b?c%3Dd%26e%2Bf"
        let inOrganization = "https://app.example.com/x/signup?token=\(token.text)&callbackUrl=\(callback)"
        #expect(links.link(for: token, in: .sample()) == "https://app.example.com/x/teams?token=\(token.text)")
        #expect(links.link(for: token, in: .sample(parent: 7)) == inOrganization)
        #expect(links.link(for: token, in: .sample(isOrganization: true)) == inOrganization)
    }
}
