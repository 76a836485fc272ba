import InviteTestSupport
import Testing

@testable import InviteDomain

@Suite struct SubjectTests {
    @Test(
        "a subject is what is visible, byte for byte",
        arguments: [
            "550e8400-e29b-41d4-a716-446655440000", "auth0|5f7c8ec7", "123456789012345678", "0", "017", "-17", "17.0",
            "+17",
            "ada@example.com", "cn=Ada Lovelace,dc=example", "Ада", "家", "e\u{301}", "👩", "\"\\", "=1+1", "٥",
            String(repeating: "a", count: 255), String(repeating: "é", count: 127),
        ]
    )
    func reads(text: String) throws {
        let subject = try #require(Subject(text[...]))
        #expect(subject.description.utf8.elementsEqual(text.utf8))
        #expect(UserID(text[...]) == .subject(subject))
        #expect(UserID(text[...])?.number == nil)
    }

    @Test(
        "what cannot be seen, is too long, or has white space around it is none",
        arguments: [
            "", " ", " a", "a ", "a\tb", "a\nb", "a\u{0}", "a\u{7F}", "a\u{85}b", "a\u{A0}b", "a\u{3000}b",
            "a\u{2028}b",
            "a\u{200B}", "a\u{200D}b", "a\u{200E}", "a\u{202E}b", "a\u{2066}b", "a\u{FEFF}", "\u{FEFF}a", "a\u{AD}b",
            "a\u{2800}b", "a\u{E000}", "a\u{FFFF}", "❤\u{FE0F}", "a\u{E0041}", "ㅤ", String(repeating: "a", count: 256),
            String(repeating: "é", count: 128),
        ]
    )
    func refuses(text: String) {
        #expect(Subject(text[...]) == nil)
        #expect(UserID(text[...]) == nil)
    }

    @Test(
        "bytes that are no UTF-8 are none",
        arguments: [[0x61, 0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]])
    func refuses(bytes: [UInt8]) {
        #expect(Subject(utf8: bytes) == nil)
    }

    @Test("the decimal of a number in range is that number and no subject", arguments: [1, 17, 2_147_483_647])
    func number(number: Int) {
        #expect(UserID("\(number)") == UserID(number))
        #expect(UserID("\(number)")?.number == number)
        #expect(Subject("\(number)") == nil)
    }

    @Test("two subjects that look alike are two people")
    func spelling() throws {
        let composed: UserID = "\u{E9}"
        let decomposed: UserID = "e\u{301}"
        #expect(composed != decomposed)
        #expect(UserID("ADA") != "ada")
        var team = try Team.folded([.teamCreated(.sample()), .memberAdded(.sample(composed, .member))])
        #expect(team.member(decomposed) == nil)
        try team.record([.memberAdded(.sample(decomposed, .member))], by: .operator, at: noon)
        #expect(team.member(composed)?.id == 2)
        #expect(team.member(decomposed)?.id == 3)
    }

    @Test("a number pays nothing for what subjects need: a member is as large as the parts that everybody has")
    func size() {
        #expect(MemoryLayout<UserID?>.size == 8)
        #expect(MemoryLayout<Member>.stride == 96)
    }

    @Test("a member is found by a subject in a short list and in a long one, until they leave")
    func lists() throws {
        let ids = try (1...200).map { try #require(UserID("user-\($0)")) }
        for count in [3, 200] {
            let users = ids.prefix(count)
            var team = try Team.folded([.teamCreated(.sample())] + users.map { .memberAdded(.sample($0, .member)) })
            for user in users { #expect(team.member(user)?.userID == user) }
            try team.record([.memberRemoved(3)], by: .operator, at: noon)
            #expect(team.member(ids[1]) == nil)
            #expect(team.member(ids[2]) != nil)
            #expect(team.members.left == [ids[1]])
            #expect(throws: EventMismatch.self) {
                try team.record([.memberAdded(.sample(ids[2], .member))], by: .operator, at: noon)
            }
        }
    }

    @Test("whoever made an invite is known by their subject, whatever becomes of it")
    func creators() {
        let ada = Author.user("auth0|ada")
        let terms = InviteTerms.sample(1)
        var invite = Invite(terms, at: noon, by: ada)
        #expect(invite.createdBy == ada)
        invite.edit(EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: nil, isPaused: true), at: noon)
        #expect(invite.createdBy == ada && invite.isPaused)
        invite.edit(EditableTerms(expiresAt: nil, expiresInDays: nil, maxUses: nil), at: noon)
        invite.revoke(at: noon)
        #expect(invite.createdBy == ada && invite.revokedAt == noon)
        #expect(Invite(invite.record).createdBy == ada)
    }
}
