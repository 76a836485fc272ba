import InviteDomain
import InviteTestSupport
import Testing

@Suite struct IdentifierTests {
    @Test(
        "an id is decimal digits from 1 to 2147483647",
        arguments: [("1", 1), ("42", 42), ("2147483647", 2_147_483_647)])
    func reads(text: String, number: Int) {
        #expect(TeamID(text[...])?.number == number)
    }

    @Test(
        "nothing else is an id",
        arguments: [
            "", "0", "-1", "+1", "1.5", "1.0", "1e3", "0x5", "05", " 5", "5 ", "abc", "2147483648", "99999999999",
            "18446744073709551617", "٥",
        ]
    )
    func refuses(text: String) {
        #expect(TeamID(text[...]) == nil)
    }

    @Test("an invite's id is the team, big endian, and eight random bytes")
    func inviteID() {
        let id = InviteID(teamID: 42, random: 0x5be1_c09d_77aa_01f3)
        #expect(id.description == "0000002a5be1c09d77aa01f3")
        #expect(InviteID("0000002a5be1c09d77aa01f3") == id)
    }

    @Test(
        "nothing else is an invite's id",
        arguments: [
            "", "0000002a5be1c09d77aa01f", "0000002a5be1c09d77aa01f34", "0000002A5BE1C09D77AA01F3",
            "000000005be1c09d77aa01f3", "ffffffff5be1c09d77aa01f3", "0000002a5be1c09d77aa01g3",
        ]
    )
    func refusesInviteID(text: String) {
        #expect(InviteID(text) == nil)
    }
}

@Suite struct InviteTokenTests {
    private let id = InviteID(teamID: 42, random: 7)

    private func key(_ digit: Character) throws -> TokenKey {
        try #require(TokenKey(hex: String(repeating: digit, count: 64)))
    }

    @Test("a token is the id and twenty bytes of HMAC-SHA256, as any other program computes it")
    func form() throws {
        // printf 'invite-token-v1\x00\x00\x00\x2a\x00\x00\x00\x00\x00\x00\x00\x07' | openssl dgst -sha256 -mac HMAC
        //   -macopt hexkey:aaaa…
        let token = InviteToken(for: id, key: try key("a"))
        #expect(token.text == "0000002a0000000000000007" + "15d04fe1bd7283fbebda903a182c8ee90b4c7d54")
    }

    @Test("a token opens its invite, with its own key only")
    func opens() throws {
        let token = InviteToken(for: id, key: try key("a"))
        #expect(InviteToken(presented: token.text, key: try key("a"))?.id == id)
        #expect(InviteToken(presented: token.text, key: try key("b")) == nil)
    }

    @Test("a token with any other digit anywhere opens nothing")
    func forgeries() throws {
        let key = try key("a")
        let text = InviteToken(for: id, key: key).text
        for position in text.indices {
            for digit in "0123456789abcdef" where digit != text[position] {
                let forged = text.replacingCharacters(at: position, with: digit)
                #expect(InviteToken(presented: forged, key: key) == nil)
            }
        }
        #expect(InviteToken(presented: text.uppercased(), key: key) == nil)
        #expect(InviteToken(presented: String(text.dropLast()), key: key) == nil)
        #expect(InviteToken(presented: "", key: key) == nil)
    }

    @Test("a key is 64 lower-case hex digits", arguments: ["", "a", String(repeating: "A", count: 64)])
    func badKeys(text: String) {
        #expect(TokenKey(hex: text) == nil)
    }
}

extension String {
    fileprivate func replacingCharacters(at position: Index, with character: Character) -> String {
        self[..<position] + String(character) + self[index(after: position)...]
    }
}
