import ByteText
import Testing

@Suite struct HexTests {
    @Test("bytes are spelled in lower case and read again")
    func roundTrip() {
        let all = Array(UInt8.min...UInt8.max)
        #expect(Hex.text(all) == all.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
        #expect(Hex.bytes(Hex.text(all), count: 256) == all)
        #expect(Hex.text([]).isEmpty && Hex.bytes("", count: 0) == [])
    }

    @Test("there is one spelling", arguments: ["0A", "a", "abc", "0g", "g0", " 0", "0x", "+1", "é", "0a0", "0a0b"])
    func otherSpellings(text: String) { #expect(Hex.bytes(text, count: 1) == nil) }

    @Test("a single digit may be a capital too, and is nothing but a digit")
    func values() {
        for byte in UInt8.min...UInt8.max {
            let digit = byte.isASCII ? Character(Unicode.Scalar(byte)).hexDigitValue : nil
            #expect(Hex.value(byte) == digit.map { UInt8($0) })
        }
    }

    @Test(
        "digits make a number",
        arguments: [("", 0), ("f", 15), ("0010", 16), ("ffffffffffffffff", .max), ("F", nil), ("1g", nil)]
            as [(String, UInt64?)])
    func number(text: String, expected: UInt64?) { #expect(Hex.number(text.utf8.span) == expected) }
}
