import ByteText
import Testing

@Suite struct UInt8ASCIITests {
    /// A class of characters, and all that are in it.
    struct Class: CustomTestStringConvertible {
        let name: String
        let characters: String
        let contains: @Sendable (UInt8) -> Bool

        var testDescription: String { name }
    }

    private static let capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    private static let small = "abcdefghijklmnopqrstuvwxyz"
    private static let digits = "0123456789"
    private static let unreserved = capital + small + digits + "-._~"
    private static let control = text(0...0x1F) + "\u{7F}"

    static let classes = [
        Class(name: "ASCII", characters: text(0...0x7F), contains: { $0.isASCII }),
        Class(name: "DIGIT", characters: digits, contains: { $0.isDigit }),
        Class(name: "ALPHA", characters: capital + small, contains: { $0.isLetter }),
        Class(name: "upper case", characters: capital, contains: { $0.isUppercase }),
        Class(name: "lower case", characters: small, contains: { $0.isLowercase }),
        Class(name: "ALPHA / DIGIT", characters: capital + small + digits, contains: { $0.isLetterOrDigit }),
        Class(name: "VCHAR", characters: text(0x21...0x7E), contains: { $0.isVisible }),
        Class(name: "CTL", characters: control, contains: { $0.isControl }),
        Class(name: "WSP", characters: " \t", contains: { $0.isBlank }),
        Class(name: "unreserved", characters: unreserved, contains: { $0.isUnreserved }),
        Class(name: "sub-delims", characters: "!$&'()*+,;=", contains: { $0.isSubDelimiter }),
        Class(name: "pchar", characters: unreserved + "!$&'()*+,;=:@", contains: { $0.isPathCharacter }),
    ]

    private static func text(_ codes: ClosedRange<UInt8>) -> String {
        String(String.UnicodeScalarView(codes.map { Unicode.Scalar($0) }))
    }

    @Test("a class has exactly the bytes of its standard", arguments: classes)
    func members(of tested: Class) {
        #expect((0...255).filter(tested.contains) == tested.characters.utf8.sorted())
    }

    @Test("only capital letters become others in lower case")
    func lowercased() {
        for byte in UInt8.min...UInt8.max {
            let expected = byte.isASCII ? Character(Unicode.Scalar(byte)).lowercased().utf8.first : byte
            #expect(byte.lowercased == expected)
        }
    }

    @Test("a byte counts as a digit only if it is one")
    func digitValues() {
        for byte in UInt8.min...UInt8.max { #expect((byte.digitValue < 10) == byte.isDigit) }
        for value in UInt8(0)...9 { #expect(UInt8.digit(value).digitValue == value) }
    }

    @Test("names name the characters that they say")
    func names() {
        let punctuation: [UInt8] = [
            .quote, .percent, .ampersand, .apostrophe, .asterisk, .plus, .comma, .hyphen, .dot, .slash, .zeroDigit,
            .colon, .semicolon, .lessThan, .equals, .greaterThan, .questionMark, .at, .openBracket, .backslash,
            .closeBracket, .underscore, .openBrace, .closeBrace, .tilde,
        ]
        #expect(String(decoding: punctuation, as: UTF8.self) == "\"%&'*+,-./0:;<=>?@[\\]_{}~")
        #expect([.tab, .lineFeed, .carriageReturn, .space] == [9, 10, 13, 32] as [UInt8])
    }
}
