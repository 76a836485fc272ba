import ByteText

/// A path on the site, perhaps with a query: the only form in which somebody may say where a browser is to go next.
///
/// It begins with one `/` and stays on the site also for whoever decodes it once more: no second slash, no backslash, no
/// `.` or `..` segment, no fragment, nothing but printable ASCII. Put behind a configured origin it can lead nowhere else.
package struct LocalPath: Equatable, Sendable {
    package let text: String

    /// Nil for a text that is no such path.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 1024, bytes.allSatisfy(Self.isAllowed), Self.staysOnSite(bytes),
            let decoded = PercentEncoding.decoded(bytes[...]), Self.staysOnSite(decoded)
        else { return nil }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte.isVisible && !"\\#\"<>{}|^`".utf8.contains(byte)
    }

    private static func staysOnSite(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == .slash, bytes.dropFirst().first != .slash,
            bytes.allSatisfy({ !$0.isControl && $0 != .backslash })
        else { return false }
        return !bytes.split(separator: .slash).contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
    }
}
