/// What a byte that is not UTF-8 most often was meant to be.
enum WindowsText {
    /// The character of a byte of Windows-1252, nil for the few bytes that are none, and for those of ASCII.
    static func character(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case ..<0x80: nil
        case 0x80..<0xA0: upper[Int(byte) - 0x80]
        default: Unicode.Scalar(byte)
        }
    }

    private static let upper: [Unicode.Scalar?] = [
        "€", nil, "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", nil, "Ž", nil,
        nil, "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", nil, "ž", "Ÿ",
    ]
}
