import ByteText

/// A line for a shell that sends one request with `curl`.
///
/// Whatever is in its parts, each stands in quotation marks as one word.
package struct CurlLine: Sendable {
    let method: String
    /// Path and query, with examples in the place of parameters.
    let target: String
    let needsKey: Bool
    /// Media type and text; nil for no body.
    let body: (type: String, text: String)?

    /// The line for a service at a URL; the credential is what the shell has in `KEY`.
    package func text(at base: String) -> String {
        var words = ["curl"]
        if !["GET", "POST"].contains(method) { words += ["-X", method] }
        words.append(Self.quoted(base + target))
        if needsKey { words += ["-H", "\"Authorization: Bearer $KEY\""] }
        if let body {
            words += ["-H", Self.quoted("Content-Type: \(body.type)"), "-d", Self.quoted(body.text)]
        } else if method == "POST" {
            // Some web servers refuse a POST that does not say how long it is.
            words += ["-d", "''"]
        }
        return words.joined(separator: " ")
    }

    private static func quoted(_ text: String) -> String { "'" + inQuotes(text) + "'" }

    /// What stands for a text between single quotation marks, whatever is in it.
    package static func inQuotes(_ text: String) -> String {
        text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
    }

    /// A value in a path or a query.
    static func encoded(_ text: String) -> String {
        PercentEncoding.encoded(text) { byte in byte != .ampersand && byte != .plus && byte.isPathCharacter }
    }
}
