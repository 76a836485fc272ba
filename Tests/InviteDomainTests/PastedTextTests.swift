import InviteDomain
import Testing

/// What is left of a link after it was pasted.
@Suite struct PastedTextTests {
    private static let token = String(repeating: "0123456789abcdef", count: 4)

    @Test(
        "the token is found in what sticks to it",
        arguments: [
            "", ".", ",", ")", ">", "\"", "'", ";", "&amp;", "]", "}", "»", "”", "’", "」", "。", "*", "/",
            "?utm_source=x",
            "#x", "\u{200B}", "\u{2060}", "\u{FEFF}", " ", "\r\n", " and then", "%", "\u{FFFD}", "=",
        ])
    func glued(tail: String) {
        #expect(PastedText.token(in: Self.token + tail) == Self.token)
        #expect(PastedText.token(in: tail + Self.token.uppercased()) == Self.token || tail.contains("and"))
    }

    @Test(
        "the token is found though its middle was broken",
        arguments: ["\n", "\r\n", " ", "=\r\n", "=", "\u{AD}", "\u{200B}", "\u{A0}", "\t", "\u{FFFD}", "\u{2028}"])
    func broken(gap: String) {
        for place in [1, 24, 63] {
            #expect(PastedText.token(in: Self.token.prefix(place) + gap + Self.token.dropFirst(place)) == Self.token)
        }
    }

    @Test("what is no token, or more than one, is none")
    func none() {
        let (token, other) = (Self.token, String(Self.token.reversed()))
        for text in [
            "", "x", String(token.dropLast()), token + "0", "\(token) \(other)", "\(token)\(other)",
            "\u{FF10}" + token.dropFirst(),
        ] {
            #expect(PastedText.token(in: text) == nil, "\(text)")
        }
        #expect(PastedText.token(in: "\(token) \(token.uppercased())") == token)
        // As mail that is quoted-printable has it.
        #expect(PastedText.token(in: "3D" + token) == token)
    }

    @Test(
        "a path is taken without what sticks to its end",
        arguments: [
            ("/getting-started", "/getting-started"), ("/getting-started.", "/getting-started"),
            ("/getting-started),", "/getting-started"), ("/getting-started>", "/getting-started"),
            ("/getting-started\"", "/getting-started"), ("/getting-started”.", "/getting-started"),
            ("/getting-\r\nstarted", nil), ("/getting-started\u{200B}", "/getting-started"),
            ("/wiki/A_(b)", "/wiki/A_(b)"), ("/wiki/A_(b))", "/wiki/A_(b)"), ("/a?b=c", "/a?b=c"), ("/a/", "/a/"),
            ("/a?", "/a"), ("*/a*", nil), ("//evil.com", nil), ("/%zz", nil), ("", nil), (".", nil), ("/é", "/"),
            ("/a\r\n", "/a"), ("/\tevil", nil),
        ] as [(String, String?)])
    func path(text: String, path: String?) {
        #expect(PastedText.path(in: text)?.text == path)
    }
}
