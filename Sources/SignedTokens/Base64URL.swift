import ByteText

/// Base64 with the URL alphabet and without padding (RFC 7515, 2).
enum Base64URL {
    /// The bytes that `text` spells; nil unless it is their one spelling.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count * 3 / 4)
        var bits: UInt32 = 0
        var count = 0
        for character in text {
            guard let value = value(character) else { return nil }
            bits = bits << 6 | value
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        // What is left over carries nothing: less than a character's worth, and all of it zero.
        guard count < 6, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
        return bytes
    }

    private static func value(_ character: UInt8) -> UInt32? {
        switch character {
        case _ where character.isUppercase: UInt32(character - UInt8(ascii: "A"))
        case _ where character.isLowercase: UInt32(character - UInt8(ascii: "a")) + 26
        case _ where character.isDigit: UInt32(character.digitValue) + 52
        case .hyphen: 62
        case .underscore: 63
        default: nil
        }
    }
}
