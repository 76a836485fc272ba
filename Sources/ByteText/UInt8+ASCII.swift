// Bytes of text, by name and by class. All of it is inlined, so that a name costs what its number would.

/// The classes of characters that standards build their rules from. A byte of 128 or more is in none of them.
extension UInt8 {
    /// Whether the byte is a character of ASCII (RFC 20).
    @inlinable package var isASCII: Bool { self < 0x80 }

    /// Whether the byte is `0` to `9`: DIGIT of RFC 5234, B.1.
    @inlinable package var isDigit: Bool { self &- .zeroDigit < 10 }

    /// Whether the byte is a letter, capital or small: ALPHA of RFC 5234, B.1.
    @inlinable package var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    @inlinable package var isUppercase: Bool { self &- UInt8(ascii: "A") < 26 }

    @inlinable package var isLowercase: Bool { self &- UInt8(ascii: "a") < 26 }

    @inlinable package var isLetterOrDigit: Bool { isLetter || isDigit }

    /// Whether the byte is a printable character and no space: VCHAR of RFC 5234, B.1.
    @inlinable package var isVisible: Bool { self &- 0x21 < 0x5E }

    /// Whether the byte is a control character: CTL of RFC 5234, B.1.
    @inlinable package var isControl: Bool { self < 0x20 || self == 0x7F }

    /// Whether the byte is a space or a tab: WSP of RFC 5234, B.1, which HTTP lets stand around values (RFC 9110, 5.6.3).
    @inlinable package var isBlank: Bool { self == .space || self == .tab }

    /// Whether the byte means the same in every URL with and without percent-encoding (RFC 3986, 2.3).
    @inlinable package var isUnreserved: Bool {
        isLetterOrDigit || self == .hyphen || self == .dot || self == .underscore || self == .tilde
    }

    /// Whether a scheme or an application may give the byte a meaning inside a part of a URL (RFC 3986, 2.2).
    @inlinable package var isSubDelimiter: Bool {
        switch self {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), .ampersand, .apostrophe, UInt8(ascii: "("), UInt8(ascii: ")"),
            .asterisk, .plus, .comma, .semicolon, .equals:
            true
        default: false
        }
    }

    /// Whether the byte may stand for itself in a segment of a path: `pchar` without percent-encoding (RFC 3986, 3.3).
    @inlinable package var isPathCharacter: Bool { isUnreserved || isSubDelimiter || self == .colon || self == .at }

    /// The byte with a capital letter made small, any other as it is.
    @inlinable package var lowercased: UInt8 { isUppercase ? self | 0x20 : self }

    /// What the byte counts as a decimal digit: 0 to 9, and more than that if it is none.
    @inlinable package var digitValue: UInt8 { self &- .zeroDigit }

    /// The decimal digit of a value below 10.
    @inlinable package static func digit(_ value: UInt8) -> UInt8 { .zeroDigit + value }
}

extension UInt8 {
    @inlinable package static var tab: UInt8 { UInt8(ascii: "\t") }
    @inlinable package static var lineFeed: UInt8 { UInt8(ascii: "\n") }
    @inlinable package static var carriageReturn: UInt8 { UInt8(ascii: "\r") }
    @inlinable package static var space: UInt8 { UInt8(ascii: " ") }
    @inlinable package static var quote: UInt8 { UInt8(ascii: "\"") }
    @inlinable package static var percent: UInt8 { UInt8(ascii: "%") }
    @inlinable package static var ampersand: UInt8 { UInt8(ascii: "&") }
    @inlinable package static var apostrophe: UInt8 { UInt8(ascii: "'") }
    @inlinable package static var asterisk: UInt8 { UInt8(ascii: "*") }
    @inlinable package static var plus: UInt8 { UInt8(ascii: "+") }
    @inlinable package static var comma: UInt8 { UInt8(ascii: ",") }
    @inlinable package static var hyphen: UInt8 { UInt8(ascii: "-") }
    @inlinable package static var dot: UInt8 { UInt8(ascii: ".") }
    @inlinable package static var slash: UInt8 { UInt8(ascii: "/") }
    /// `0` as a character; `zero` is the number.
    @inlinable package static var zeroDigit: UInt8 { UInt8(ascii: "0") }
    @inlinable package static var colon: UInt8 { UInt8(ascii: ":") }
    @inlinable package static var semicolon: UInt8 { UInt8(ascii: ";") }
    @inlinable package static var lessThan: UInt8 { UInt8(ascii: "<") }
    @inlinable package static var equals: UInt8 { UInt8(ascii: "=") }
    @inlinable package static var greaterThan: UInt8 { UInt8(ascii: ">") }
    @inlinable package static var questionMark: UInt8 { UInt8(ascii: "?") }
    @inlinable package static var at: UInt8 { UInt8(ascii: "@") }
    @inlinable package static var openBracket: UInt8 { UInt8(ascii: "[") }
    @inlinable package static var backslash: UInt8 { UInt8(ascii: "\\") }
    @inlinable package static var closeBracket: UInt8 { UInt8(ascii: "]") }
    @inlinable package static var underscore: UInt8 { UInt8(ascii: "_") }
    @inlinable package static var openBrace: UInt8 { UInt8(ascii: "{") }
    @inlinable package static var closeBrace: UInt8 { UInt8(ascii: "}") }
    @inlinable package static var tilde: UInt8 { UInt8(ascii: "~") }
}
