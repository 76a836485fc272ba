import ByteText
import Testing

@Suite struct PercentEncodingTests {
    @Test(
        "two hexadecimal digits of either case stand for a byte, once",
        arguments: [
            ("", ""), ("/a%20b", "/a b"), ("%41%4a%4A", "AJJ"), ("%2541", "%41"), ("%25%34%31", "%41"), ("a+b", "a+b"),
            ("%C3%BC", "ü"), ("ü", "ü"), ("%2f%2F", "//"),
        ])
    func wellFormed(text: String, expected: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)[...]) == Array(expected.utf8))
        #expect(PercentEncoding.path(Array(text.utf8)[...]) == expected)
    }

    @Test("in a form a plus is a space, and an encoded one is a plus")
    func plus() {
        let text = Array("a+b%2Bc%20".utf8)[...]
        #expect(PercentEncoding.decoded(text, plusIsSpace: true) == Array("a b+c ".utf8))
        #expect(PercentEncoding.decodedLeniently(text) == Array("a b+c ".utf8))
    }

    @Test(
        "a percent sign without two digits behind it is malformed, or stands for itself",
        arguments: [
            ("%", "%"), ("%4", "%4"), ("a%", "a%"), ("%zz", "%zz"), ("%4z", "%4z"), ("%z4", "%z4"), ("%%41", "%A"),
            ("%4%41", "%4A"), ("%+1", "% 1"), ("%\u{FF14}1", "%\u{FF14}1"), ("%41%", "A%"),
        ])
    func malformed(text: String, lenient: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)[...]) == nil)
        #expect(PercentEncoding.path(Array(text.utf8)[...]) == nil)
        #expect(PercentEncoding.decodedLeniently(Array(text.utf8)[...]) == Array(lenient.utf8))
    }

    @Test(
        "bytes that are no text are decoded, but are no path",
        arguments: [
            ("%00", [0]), ("a%00b", [0x61, 0, 0x62]), ("%FF", [0xFF]), ("%80", [0x80]), ("%C3", [0xC3]),
            ("%C0%AF", [0xC0, 0xAF]), ("%E0%80%AF", [0xE0, 0x80, 0xAF]), ("%ED%A0%80", [0xED, 0xA0, 0x80]),
            ("%F4%90%80%80", [0xF4, 0x90, 0x80, 0x80]),
        ] as [(String, [UInt8])])
    func noPath(text: String, bytes: [UInt8]) {
        #expect(PercentEncoding.decoded(Array(text.utf8)[...]) == bytes)
        #expect(PercentEncoding.path(Array(text.utf8)[...]) == nil)
    }

    @Test("every byte is decoded from its digits, and from itself unless it is a percent sign")
    func everyByte() {
        for byte in UInt8.min...UInt8.max {
            #expect(PercentEncoding.decoded(Array("%\(Hex.text([byte]))".utf8)[...]) == [byte])
            #expect(PercentEncoding.decoded([byte]) == (byte == .percent ? nil : [byte]))
        }
    }

    @Test("what may not stay is encoded in capital digits")
    func encoded() {
        func encoded(_ text: String) -> String { PercentEncoding.encoded(text) { $0.isUnreserved } }
        #expect(encoded("a-._~Z9") == "a-._~Z9")
        #expect(encoded("/ü %\u{0}\n") == "%2F%C3%BC%20%25%00%0A")
        #expect(encoded("").isEmpty)
    }
}
