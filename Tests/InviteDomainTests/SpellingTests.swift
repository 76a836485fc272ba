import InviteDomain
import Testing

@Suite struct SpellingTests {
    private static let alike = [
        ("K", "\u{212A}"), (";", "\u{37E}"), ("`", "\u{1FEF}"), ("é", "e\u{301}"), ("\u{C5}", "\u{212B}"),
    ]

    @Test("what Unicode takes for the same text is another one here", arguments: alike)
    func bytes(one: String, other: String) {
        #expect(one == other)
        #expect(!one.isSpelled(like: other))
        #expect(one.isSpelled(like: one[...]) && other.isSpelled(like: other))
        let perhaps: String? = one
        let isLike = perhaps.isSpelled(like: other)
        #expect(!isLike)
    }

    @Test("nothing is like nothing, and like no text")
    func nothing() {
        let texts: [String?] = [nil, "", "a"]
        for (place, text) in texts.enumerated() {
            let likes = texts.map { $0.isSpelled(like: text) }
            #expect(likes == texts.indices.map { $0 == place })
        }
    }

    @Test("letters of ASCII have two cases, and no other character is one of them")
    func cases() {
        #expect("ToKeN".isSpelledInAnyCase(like: "token"))
        #expect(!"to\u{212A}en".isSpelledInAnyCase(like: "token"))
        #expect("token".isASCII && !"to\u{212A}en".isASCII)
    }
}
