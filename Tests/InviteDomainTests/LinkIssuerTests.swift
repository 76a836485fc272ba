import InviteDomain
import InviteTestSupport
import Testing

/// In which order an invite is recorded and its token is made.
@Suite struct LinkIssuerTests {
    private let (old, new): (TokenKey, TokenKey)
    private let gone = StoreError(.unavailable, "gone")

    init() throws {
        old = try #require(TokenKey(hex: String(repeating: "0", count: 64)))
        new = try #require(TokenKey(hex: String(repeating: "1", count: 64)))
    }

    /// Team 42 with one invite, made at `moment`, as a change records them.
    private func recorded(at moment: Timestamp = noon) throws -> (team: Team, invite: RecordedInvite) {
        let team = try Team.folded([.teamCreated(.sample()), .inviteCreated(.sample(1))], at: moment)
        let invite = try #require(team.invites.all.first)
        return (team, RecordedInvite(invite, of: team.profile, at: moment))
    }

    /// At which step of a rotation an invite is recorded that was asked for before the rotation began.
    enum Step: CaseIterable {
        case beforeNewKey, beforeEndIsNoted, beforeEndIsWritten, afterRotation
    }

    @Test("a link made beside a rotation of the key is good after it", arguments: Step.allCases)
    func rotation(step: Step) throws {
        var keys = TokenKeys(old)
        let end = noon
        let (team, invite) = try recorded(
            at: [.beforeNewKey, .beforeEndIsNoted].contains(step) ? noon.adding(seconds: -1) : noon.adding(seconds: 1))
        let (_, token) = try LinkIssuer { keys }.issue {
            switch step {
            case .beforeNewKey: break
            case .beforeEndIsNoted, .beforeEndIsWritten: keys = TokenKeys(new, old: [.init(old, until: nil)])
            case .afterRotation: keys = TokenKeys(new, old: [.init(old, until: end)])
            }
            return invite
        }
        let after = TokenKeys(new, old: [.init(old, until: end)])
        let presented = try InviteToken.presented(token.text, keys: after, imported: MemoryImportedTokens())
        #expect(try team.admission(by: try #require(presented), at: noon.adding(seconds: 2)).id == invite.invite.id)
    }

    @Test("without keys nothing is recorded")
    func unreadableBefore() {
        var isRecorded = false
        #expect(throws: StoreError.self) {
            try LinkIssuer { throw gone }.issue {
                isRecorded = true
                return try recorded().invite
            }
        }
        #expect(!isRecorded)
    }

    @Test("keys that are gone once an invite is recorded make no token, also not with what they were before")
    func unreadableAfter() {
        var isRecorded = false
        #expect(throws: StoreError.self) {
            try LinkIssuer {
                if isRecorded { throw gone }
                return TokenKeys(old)
            }.issue {
                isRecorded = true
                return try recorded().invite
            }
        }
        #expect(isRecorded)
    }

    @Test("what cannot be recorded has no token")
    func refused() {
        #expect(throws: Refusal.inviteNotFound) {
            try LinkIssuer { TokenKeys(old) }.issue { throw Refusal.inviteNotFound }
        }
    }
}
