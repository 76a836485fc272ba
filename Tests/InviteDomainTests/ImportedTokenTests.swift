import InviteDomain
import InviteTestSupport
import Testing

/// Tokens that another program made.
@Suite struct ImportedTokenTests {
    private let key: TokenKey
    private let imported = MemoryImportedTokens()
    private let calcom = String(repeating: "5e", count: 32)

    init() throws { key = try #require(TokenKey(hex: String(repeating: "0", count: 64))) }

    @Test("a token that was brought along leads to its invite, an unknown one nowhere")
    func found() throws {
        let digest = try #require(SecretDigest(ofImported: calcom))
        #expect(try InviteToken.presented(calcom, keys: TokenKeys(key), imported: imported) == nil)
        imported[digest] = InviteID(teamID: 42, imported: digest)
        let token = try #require(try InviteToken.presented(calcom, keys: TokenKeys(key), imported: imported))
        #expect(token.id == InviteID(teamID: 42, imported: digest))
        #expect(token.text == calcom)
    }

    @Test("nothing is looked up for a token of ours, nor for what is no token")
    func looks() throws {
        let own = InviteToken(for: InviteID(teamID: 42, random: 1), key: key)
        #expect(try InviteToken.presented(own.text, keys: TokenKeys(key), imported: imported) == own)
        let others = ["", "x", calcom.uppercased(), calcom + "0", String(calcom.dropLast()), "../../token.key"]
        for text in others { #expect(try InviteToken.presented(text, keys: TokenKeys(key), imported: imported) == nil) }
        #expect(imported.looks == 0)
    }

    @Test("the same token always gets the same id, and each team's begins with the team")
    func ids() throws {
        let digest = try #require(SecretDigest(ofImported: calcom))
        #expect(InviteID(teamID: 42, imported: digest) == InviteID(teamID: 42, imported: digest))
        #expect(InviteID(teamID: 42, imported: digest).description == "0000002a" + digest.text.prefix(16))
    }

    @Test("a key is told from another by its fingerprint, which no token of it contains")
    func fingerprint() throws {
        let other = try #require(TokenKey(hex: String(repeating: "1", count: 64)))
        #expect(key.fingerprint != other.fingerprint)
        #expect(key.fingerprint.utf8.count == 16)
        #expect(!InviteToken(for: InviteID(teamID: 42, random: 1), key: key).text.contains(key.fingerprint))
    }
}
