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
            let decoded = Self.decodedOnce(bytes), Self.staysOnSite(decoded)
        else { return nil }
        self.text = text
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"\\#\"<>{}|^`".utf8.contains(byte)
    }

    private static func staysOnSite(_ bytes: [UInt8]) -> Bool {
        let slash = UInt8(ascii: "/")
        guard bytes.first == slash, bytes.dropFirst().first != slash,
            bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
        else { return false }
        return !bytes.split(separator: slash).contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
    }

    /// What the percent signs stand for, nil where they stand for nothing.
    private static func decodedOnce(_ bytes: [UInt8]) -> [UInt8]? {
        var decoded: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Hex.anyValue), let low = rest.popFirst().flatMap(Hex.anyValue)
            else { return nil }
            decoded.append(high << 4 | low)
        }
        return decoded
    }
}
