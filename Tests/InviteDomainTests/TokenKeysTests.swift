import InviteDomain
import InviteTestSupport
import Testing

/// Which key proves a token of which invite.
@Suite struct TokenKeysTests {
    private let (old, new): (TokenKey, TokenKey)
    private let imported = MemoryImportedTokens()
    private let stranger = Applicant(userID: 99)

    init() throws {
        old = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        new = try #require(TokenKey(hex: String(repeating: "1", count: 64)))
    }

    private func presented(_ text: String, _ keys: TokenKeys) throws -> InviteToken? {
        try InviteToken.presented(text, keys: keys, imported: imported)
    }

    @Test("an old key proves the tokens of invites made before its end, and no other", arguments: [-1, 0, 1])
    func end(milliseconds: Int64) throws {
        let end = Timestamp(milliseconds: noon.milliseconds + milliseconds)
        let team = try Team.folded([.teamCreated(.sample()), .inviteCreated(.sample(1))])
        let keys = TokenKeys(new, old: [.init(old, until: end)])
        let id = InviteID(teamID: 42, random: 1)
        let made = try #require(try presented(TokenKeys(old).token(for: id).text, keys))
        let invite = try #require(team.invites[id] as Invite?)
        if milliseconds > 0 {
            #expect(try team.admission(by: made, at: noon).id == id)
        } else {
            #expect(throws: Refusal.tokenUnknown) { try team.admission(by: made, at: noon) }
            #expect(throws: Refusal.tokenUnknown) {
                try team.redeem(id, by: stranger, as: .user(99), at: noon, createdBefore: made.createdBefore)
            }
        }
        #expect(keys.old[0].mayHaveMade(invite) == (milliseconds > 0))
        let current = try #require(try presented(keys.token(for: id).text, keys))
        #expect(try team.admission(by: current, at: noon).id == id)
    }

    @Test("until a rotation is through the old key proves everything; a key that is gone proves nothing")
    func halfWay() throws {
        let id = InviteID(teamID: 42, random: 1)
        let text = TokenKeys(old).token(for: id).text
        let token = try #require(try presented(text, TokenKeys(new, old: [.init(old, until: nil)])))
        #expect(token.createdBefore == nil)
        #expect(try presented(text, TokenKeys(new)) == nil)
        #expect(TokenKeys(new, old: [.init(old, until: nil)]).token(for: id) == TokenKeys(new).token(for: id))
    }
}
