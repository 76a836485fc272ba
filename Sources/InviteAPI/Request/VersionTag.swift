import ByteText

/// The version of an invite as an entity tag (RFC 9110, 8.8.3).
///
/// A tag is opaque: whoever has one sends back the bytes that they were given. But a server that compresses an answer
/// marks its tag on the way out (`"1-gzip"`, `"1;br"`, `"1--gzip"`) or makes it weak, and few take that off again on the
/// way in. All that names the version alone, so a tag of ours is ours in these forms too.
enum VersionTag {
    static func text(_ version: Int) -> String { "\"\(version)\"" }

    /// The version that the inside of a tag names, nil for what was never a tag of ours.
    static func version(_ opaque: Substring.UTF8View) -> Int? {
        let digits = opaque.prefix { $0.isDigit }
        guard digits.first != .zeroDigit, let version = Int(Substring(digits)) else { return nil }
        let marks = opaque[digits.endIndex...]
        let isMark = { (byte: UInt8) in byte == .hyphen || byte == .semicolon }
        guard marks.first.map(isMark) ?? true, marks.last.map(isMark) != true else { return nil }
        let codings = marks.split(whereSeparator: isMark)
        let areKnown = codings.allSatisfy { coding in codingNames.contains { coding.elementsEqual($0.utf8) } }
        return areKnown ? version : nil
    }

    /// The content codings, as web servers name them in tags.
    private static let codingNames = ["br", "compress", "deflate", "df", "gz", "gzip", "zstd"]
}
