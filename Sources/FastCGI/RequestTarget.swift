import ByteText

/// The target of a request as `REQUEST_URI` has it.
enum RequestTarget {
    /// The path in it, still encoded.
    ///
    /// A target may be a whole URI (RFC 9112, 3.2.2), and some web servers hand it on as it came: of that, scheme and
    /// authority are left out. Whom the request is for was the web server's to decide.
    static func path(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let target = withoutQuery(target)
        let scheme = target.prefix { $0 != .colon }
        let rest = target[scheme.endIndex...]
        guard isScheme(scheme), rest.starts(with: "://".utf8) else { return target }
        let path = rest.dropFirst(3).drop { $0 != .slash }
        return path.isEmpty ? [.slash] : path
    }

    /// True where a web server takes a whole URI for a path and puts a slash in front of it: h2o.
    static func isWhole(_ path: ArraySlice<UInt8>, of target: ArraySlice<UInt8>) -> Bool {
        let target = withoutQuery(target)
        guard let first = target.first, first != .slash, path.first == .slash else {
            return false
        }
        return PercentEncoding.path(target)?.utf8.elementsEqual(path.dropFirst()) == true
    }

    private static func withoutQuery(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        target.prefix { $0 != .questionMark }
    }

    /// True for letters, and behind the first one digits and a few signs too (RFC 3986, 3.1).
    private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
        text.first?.isLetter == true && text.allSatisfy { $0.isLetterOrDigit || "+-.".utf8.contains($0) }
    }
}
