import ByteText
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

    /// True for where a page of the site may lead: `https://`, a host, perhaps more; or a path of the site.
    static func isPage(_ text: String) -> Bool {
        if LocalPath(text) != nil { return true }
        guard text.hasPrefix("https://"), text.utf8.count <= 1000 else { return false }
        let rest = text.dropFirst("https://".count)
        let authority = rest.prefix { !"/?#".contains($0) }
        return isAuthority(authority)
            && rest.utf8.allSatisfy { $0.isVisible && !"\\\"<>{}|^`".utf8.contains($0) }
    }

    /// True for `mailto:` and one address.
    static func isMailAddress(_ text: String) -> Bool {
        let address = text.dropFirst("mailto:".count)
        return text.hasPrefix("mailto:") && !address.contains(where: { "?&%#".contains($0) })
            && (try? TextRule.email(String(address))) != nil
    }

    /// True for a picture that a page can hold: one of the formats that all browsers know, in base64.
    static func isPicture(_ text: String) -> Bool {
        let types = ["png", "jpeg", "gif", "webp", "svg+xml"]
        guard text.utf8.count <= 16_384, let type = types.first(where: { text.hasPrefix("data:image/\($0);base64,") })
        else { return false }
        let digits = text.dropFirst("data:image/\(type);base64,".count)
        return !digits.isEmpty
            && digits.utf8.allSatisfy { $0.isLetterOrDigit || $0 == .plus || $0 == .slash || $0 == .equals }
    }

    static func isKeyPrefix(_ text: String) -> Bool {
        (1...32).contains(text.utf8.count) && text.utf8.allSatisfy { isNameByte($0) || $0 == .hyphen }
    }

    /// True for the name of a CGI variable that is the web server's own word, so that no client can set it.
    ///
    /// Header fields end up in `HTTP_…`, also behind Apache's `REDIRECT_`, and most variables of RFC 3875 and of the web
    /// servers repeat parts of the request; but `REMOTE_USER` is what the server found out, if there is an `AUTH_TYPE`.
    static func isTrustedParameter(_ text: String) -> Bool {
        guard (1...100).contains(text.utf8.count), text.utf8.allSatisfy(isNameByte) else { return false }
        if text == "REMOTE_USER" { return true }
        var name = Substring(text.uppercased())
        while name.hasPrefix("REDIRECT_") { name = name.dropFirst("REDIRECT_".count) }
        return !requestPrefixes.contains(where: name.hasPrefix) && !requestNames.contains(name)
    }

    private static let requestPrefixes = [
        "HTTP_", "INVITE_", "REQUEST_", "PATH_", "SCRIPT_", "DOCUMENT_", "CONTENT_", "SERVER_", "CONTEXT_", "GATEWAY_",
        "QUERY_STRING", "UNIQUE_ID", "URL", "ERROR_NOTES", "STATUS", "FCGI_",
    ]
    private static let requestNames: Set<Substring> = [
        "", "HTTP", "HTTPS", "PATH", "REMOTE_ADDR", "REMOTE_PORT", "REMOTE_HOST", "REMOTE_IDENT", "REMOTE_USER",
        "SSL_TLS_SNI",
    ]

    /// True for the name of a header field that nobody sends but who means to show a credential: a cookie, say, a browser
    /// sends whichever page asks.
    static func isFieldForKeys(_ text: String) -> Bool {
        let name = text.lowercased()
        let isName = (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { isNameByte($0) || $0 == .hyphen }
        return isName && !text.utf8.contains(.underscore) && !sentByThemselves.contains(name)
            && !["sec-", "content-", "accept", "access-control-", "if-", "x-forwarded"].contains(where: name.hasPrefix)
    }

    private static let sentByThemselves: Set<String> = [
        "authorization", "cache-control", "connection", "cookie", "cookie2", "date", "dnt", "expect", "forwarded",
        "from",
        "host", "idempotency-key", "invite-client-address", "keep-alive", "origin", "pragma", "priority",
        "proxy-authorization", "range", "referer", "te", "trailer", "transfer-encoding", "upgrade",
        "upgrade-insecure-requests", "user-agent", "via", "x-real-ip", "x-request-id", "x-requested-with",
    ]

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isLetterOrDigit || byte == .underscore
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
        return !host.isEmpty && host.utf8.allSatisfy { $0.isLetterOrDigit || $0 == .hyphen || $0 == .dot }
    }
}
