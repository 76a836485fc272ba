import InviteDomain

/// What settings that end up in links may look like.
enum SettingsRule {
    /// The base of links without a slash at its end; nil unless it is http or https, a host, perhaps a port, perhaps a
    /// path, and nothing that could turn the link elsewhere.
    static func webappURL(_ text: String) -> String? {
        var text = text[...]
        while text.hasSuffix("/") { text = text.dropLast() }
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        let path = rest.dropFirst(authority.count)
        guard isAuthority(authority), path.isEmpty || LocalPath(String(path)) != nil, !path.contains("?") else {
            return nil
        }
        return String(text)
    }

    static func isKeyPrefix(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                let scalar = Unicode.Scalar(byte)
                return scalar.isASCII
                    && (scalar.properties.isAlphabetic || "0123456789_-".unicodeScalars.contains(scalar))
            }
    }

    /// A host (name, IPv4, or IPv6 in brackets) and perhaps a port; no user name.
    private static func isAuthority(_ text: Substring) -> Bool {
        var host = text
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            guard let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port) else { return false }
            host = text[..<colon]
        }
        if host.hasPrefix("[") && host.hasSuffix("]") {
            return host.count > 2 && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        }
        return !host.isEmpty && host.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }
    }
}
