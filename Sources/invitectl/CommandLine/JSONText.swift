/// JSON for a terminal.
enum JSONText {
    /// The same JSON, with escapes for all that a terminal could take for a command or for another direction.
    ///
    /// None of it stands outside of strings, so the meaning is the same.
    static func printable(_ json: String) -> String {
        // Most texts have none of these bytes, let alone the characters that begin with them.
        guard json.utf8.contains(where: { $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 }) else { return json }
        var text = String.UnicodeScalarView()
        for scalar in json.unicodeScalars {
            if isDangerous(scalar) {
                let digits = String(scalar.value, radix: 16)
                text.append(contentsOf: "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".unicodeScalars)
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// DEL, the C1 controls, separators of lines and paragraphs, and what embeds, overrides or isolates a direction.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
