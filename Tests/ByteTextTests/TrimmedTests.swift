import ByteText
import Testing

@Suite struct TrimmedTests {
    @Test(
        "blanks are taken off both ends and left in the middle",
        arguments: [
            ("", "", ""), (" ", "", ""), ("  \t ", "", ""), ("a", "a", "a"), (" a", "a", " a"), ("a ", "a", "a"),
            ("\t a b\t ", "a b", "\t a b"),
        ])
    func blanks(text: String, trimmed: String, trimmedAtEnd: String) {
        #expect(text.utf8.trimmed { $0.isBlank }.elementsEqual(trimmed.utf8))
        #expect(Array(text.utf8).trimmedAtEnd { $0.isBlank } == Array(trimmedAtEnd.utf8)[...])
        #expect(text.trimmed(\.isWhitespace) == trimmed)
    }

    @Test("characters are looked at whole")
    func characters() {
        // A space that carries an accent is no blank.
        #expect(" \u{301}a \u{301} ".trimmed { $0 == " " } == " \u{301}a \u{301}")
        #expect("\r\na\r\n".trimmed(\.isWhitespace) == "a")
    }
}
